using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>How much weight the rows of all ranks have by true and predicted class, in whole numbers.</summary>
internal sealed class ConfusionCounts
{
    private readonly long[] _units;
    private readonly double _scale;

    private ConfusionCounts(int classes, long[] units, double scale)
    {
        Classes = classes;
        _units = units;
        _scale = scale;
        TrueTotals = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, classes).Sum(p => units[(c * classes) + p]))];
        PredictedTotals = [.. Enumerable.Range(0, classes).Select(p => Enumerable.Range(0, classes).Sum(c => units[(c * classes) + p]))];
        Total = TrueTotals.Sum();
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>Per class the weight of its rows, times the scale.</summary>
    public long[] TrueTotals { get; }

    /// <summary>Per class the weight of the rows predicted to be of it, times the scale.</summary>
    public long[] PredictedTotals { get; }

    /// <summary>The weight of all rows, times the scale.</summary>
    public long Total { get; }

    /// <summary>The share of the weight whose predicted class is the true one.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(Hits) / Total;

    /// <summary>The share of the weight that the most frequent class has.</summary>
    public double MajorityRate => (double)TrueTotals.Max() / Total;

    /// <summary>The mean recall of the classes that have rows.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, Classes).Where(c => TrueTotals[c] > 0).Average(Recall);

    /// <summary>Counts two classes; the second is predicted where its probability is above a threshold. All ranks together.</summary>
    public static ConfusionCounts OfTwo(
        PredictedRows rows,
        RowExtent extent,
        double threshold,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken) =>
        Count(rows, extent, 2, (scores, row) => scores[row] > threshold ? 1 : 0, team, collective, cancellationToken);

    /// <summary>Counts more classes; the most probable is predicted, of equals the first. All ranks together.</summary>
    public static ConfusionCounts OfMany(
        PredictedRows rows, RowExtent extent, CoreTeam team, ICollective collective, CancellationToken cancellationToken) =>
        Count(rows, extent, rows.Outputs, (scores, row) => MostProbable(scores, row, rows.Outputs), team, collective, cancellationToken);

    /// <summary>The index of the largest score of a row, of equals the first.</summary>
    public static int MostProbable(ReadOnlySpan<float> scores, int row, int classes)
    {
        ReadOnlySpan<float> ofRow = scores.Slice(row * classes, classes);
        int best = 0;
        for (int c = 1; c < ofRow.Length; c++)
        {
            best = ofRow[c] > ofRow[best] ? c : best;
        }

        return best;
    }

    /// <summary>Of the weight predicted to be of a class, the share that is; 0 where none was.</summary>
    public double Precision(int c) => PredictedTotals[c] == 0 ? 0 : (double)Hits(c) / PredictedTotals[c];

    /// <summary>Of the weight of a class, the share that was predicted to be; 0 where it has none.</summary>
    public double Recall(int c) => TrueTotals[c] == 0 ? 0 : (double)Hits(c) / TrueTotals[c];

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1(int c) => Hits(c) == 0 ? 0 : 2.0 * Hits(c) / ((double)TrueTotals[c] + PredictedTotals[c]);

    /// <summary>The weight of a class' rows.</summary>
    public double Support(int c) => TrueTotals[c] / _scale;

    /// <summary>The unweighted mean of a figure over the classes that are true or predicted anywhere.</summary>
    public double Macro(Func<int, double> figure) =>
        Enumerable.Range(0, Classes).Where(c => TrueTotals[c] + PredictedTotals[c] > 0).Average(figure);

    /// <summary>The weights by true (outer) and predicted (inner) class.</summary>
    public double[][] Matrix() =>
        [.. _units.Chunk(Classes).Select(ofClass => ofClass.Select(units => units / _scale).ToArray())];

    private static ConfusionCounts Count(
        PredictedRows rows,
        RowExtent extent,
        int classes,
        Prediction predict,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        long[][] counts = RowChunks.PerThread(team, () => new long[classes * classes]);
        RowChunks.ForEach(
            rows.RowCount,
            team,
            (thread, first, count) =>
            {
                ReadOnlySpan<float> labels = rows.LabelSpan(first, count);
                ReadOnlySpan<float> scores = rows.ScoreSpan(first, count);
                long[] mine = counts[thread];
                for (int row = 0; row < labels.Length; row++)
                {
                    int cell = ((int)labels[row] * classes) + predict(scores, row);
                    mine[cell] += FixedPoint.Round(rows.Weight(first + row), extent.WeightScale);
                }
            },
            cancellationToken);
        foreach (long[] other in counts.AsSpan(1))
        {
            for (int cell = 0; cell < other.Length; cell++)
            {
                counts[0][cell] += other[cell];
            }
        }

        collective.Sum(counts[0]);
        return new ConfusionCounts(classes, counts[0], extent.WeightScale);
    }

    private long Hits(int c) => _units[(c * Classes) + c];

    private delegate int Prediction(ReadOnlySpan<float> scores, int row);
}
