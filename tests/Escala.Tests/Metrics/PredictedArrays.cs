using Escala.Engines;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Tests.Metrics;

/// <summary>True and predicted values in arrays; whole or divided among ranks.</summary>
internal sealed record PredictedArrays(float[] Labels, float[] Scores, int Outputs = 1)
{
    public float[]? Weights { get; init; }

    public int[]? GroupSizes { get; init; }

    public int Count => Labels.Length;

    public delegate T Evaluation<T>(PredictedRows rows, CoreTeam team, ICollective collective);

    /// <summary>Rows of a number of classes, with probabilities that know something of the truth; coarse ones have ties.</summary>
    public static PredictedArrays Classes(int count, int classes, int seed, int levels = 0)
    {
        var random = new Random(seed);
        int outputs = classes == 2 ? 1 : classes;
        var labels = new float[count];
        var scores = new float[count * outputs];
        for (int row = 0; row < count; row++)
        {
            labels[row] = random.Next(classes);
            Span<float> ofRow = scores.AsSpan(row * outputs, outputs);
            float sum = 0;
            for (int c = 0; c < outputs; c++)
            {
                double truth = outputs == 1 ? labels[row] : labels[row] == c ? 1 : 0;
                double value = (random.NextDouble() * 0.7) + (truth * 0.3);
                ofRow[c] = (float)(levels > 0 ? Math.Round(value * levels) / levels : value);
                sum += ofRow[c];
            }

            for (int c = 0; c < outputs && outputs > 1; c++)
            {
                ofRow[c] /= sum;
            }
        }

        return new PredictedArrays(labels, scores, outputs);
    }

    /// <summary>The same rows with random weights, some of them 0.</summary>
    public PredictedArrays WithWeights(int seed)
    {
        var random = new Random(seed);
        return this with { Weights = [.. Labels.Select(_ => random.Next(8) == 0 ? 0f : (float)random.NextDouble() * 3)] };
    }

    /// <summary>Rows in another order.</summary>
    public PredictedArrays Shuffled(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new Random(seed).Shuffle(order);
        return Taken(order);
    }

    /// <summary>Some of the rows, by their numbers.</summary>
    public PredictedArrays Taken(int[] order) => new(
        [.. order.Select(row => Labels[row])], [.. order.SelectMany(row => Scores.AsSpan(row * Outputs, Outputs).ToArray())], Outputs)
    {
        Weights = Weights is null ? null : [.. order.Select(row => Weights[row])],
    };

    /// <summary>Evaluates in a world, with the rows divided at the given places; all ranks must answer the same.</summary>
    public T Evaluate<T>(Evaluation<T> evaluation, int threads = 1, int[]? cuts = null, Action<T, T>? assertSame = null)
    {
        int[] edges = [0, .. cuts ?? [], Count];
        T[] perRank = RankThreads.Run(edges.Length - 1, collective =>
        {
            using var team = new CoreTeam(threads);
            return OfRank(edges[collective.Rank], edges[collective.Rank + 1], evaluation, team, collective);
        });
        foreach (T other in perRank)
        {
            (assertSame ?? Xunit.Assert.Equal)(perRank[0], other);
        }

        return perRank[0];
    }

    public ClassificationScores Classification(int classes, int threads = 1, int[]? cuts = null) => Evaluate(
        (rows, team, collective) => PredictionEvaluation.Classification(rows, classes, team, collective, CancellationToken.None),
        threads,
        cuts,
        AssertSame);

    public RegressionScores Regression(int threads = 1, int[]? cuts = null) => Evaluate(
        (rows, team, collective) => PredictionEvaluation.Regression(rows, team, collective, CancellationToken.None), threads, cuts);

    public RankingScores Ranking(int threads = 1, int[]? cuts = null) => Evaluate(
        (rows, team, collective) => PredictionEvaluation.Ranking(rows, team, collective, CancellationToken.None), threads, cuts);

    public ThresholdScores AtThreshold(double threshold, int threads = 1, int[]? cuts = null) => Evaluate(
        (rows, team, collective) => PredictionEvaluation.AtThreshold(rows, threshold, team, collective, CancellationToken.None),
        threads,
        cuts,
        (left, right) => Xunit.Assert.Equivalent(left, right, strict: true));

    public double BestThreshold(int threads = 1, int[]? cuts = null) => Evaluate(
        (rows, team, collective) => PredictionEvaluation.BestThreshold(rows, team, collective, CancellationToken.None), threads, cuts);

    public double Metric(string name, int threads = 1, int[]? cuts = null)
    {
        int[] edges = [0, .. cuts ?? [], Count];
        double[] perRank = RankThreads.Run(edges.Length - 1, collective =>
        {
            using var team = new CoreTeam(threads);
            IEvaluationMetric metric = EvaluationMetrics.Find(name)!;
            int from = edges[collective.Rank];
            int count = edges[collective.Rank + 1] - from;
            (int firstGroup, int groups) = Groups(from, from + count);
            var rows = new EvaluationRows(
                Labels.AsSpan(from, count),
                Scores.AsSpan(from * Outputs, count * Outputs),
                Weights is null ? default : Weights.AsSpan(from, count),
                GroupSizes.AsSpan(firstGroup, groups),
                Outputs,
                team);
            metric.Evaluate(rows, collective);
            return metric.Evaluate(rows, collective); // Again, from buffers that were used before.
        });
        Xunit.Assert.All(perRank, value => Xunit.Assert.Equal(perRank[0], value));
        return perRank[0];
    }

    /// <summary>Bit for bit, member by member.</summary>
    public static void AssertSame(ClassificationScores expected, ClassificationScores actual) =>
        Xunit.Assert.Equal(System.Text.Json.JsonSerializer.Serialize(expected), System.Text.Json.JsonSerializer.Serialize(actual));

    private unsafe T OfRank<T>(int from, int to, Evaluation<T> evaluation, CoreTeam team, ICollective collective)
    {
        (int firstGroup, int groups) = Groups(from, to);
        fixed (float* labels = Labels.AsSpan(from..to), scores = Scores.AsSpan((from * Outputs)..(to * Outputs)))
        {
            fixed (float* weights = Weights is null ? default : Weights.AsSpan(from..to))
            {
                fixed (int* sizes = GroupSizes.AsSpan(firstGroup, groups))
                {
                    var rows = new PredictedRows(to - from, Outputs, labels, scores)
                    {
                        Weights = weights,
                        GroupSizes = sizes,
                        GroupCount = groups,
                    };
                    return evaluation(rows, team, collective);
                }
            }
        }
    }

    /// <summary>The groups of some rows, which must not be cut.</summary>
    private (int First, int Count) Groups(int from, int to)
    {
        int row = 0;
        int first = 0;
        int count = 0;
        foreach (int size in GroupSizes ?? [])
        {
            first += row < from ? 1 : 0;
            count += row >= from && row < to ? 1 : 0;
            row += size;
        }

        return (Math.Min(first, GroupSizes?.Length ?? 0), count);
    }
}
