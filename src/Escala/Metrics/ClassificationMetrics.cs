using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// How well predicted probabilities tell classes, for arrays in memory. All computation is exact or in double precision; the results do
/// not depend on the number of threads or the order of the rows.
/// </summary>
public static class ClassificationMetrics
{
    private const string Owner = $"{nameof(ClassificationMetrics)}.{nameof(Evaluate)}";

    /// <summary>Computes all figures and curves. O(rows x classes).</summary>
    /// <param name="labels">The true class of each row, from 0 to <paramref name="classes"/> - 1; at least one row.</param>
    /// <param name="probabilities">
    /// With two classes the probability of the second, (rows); with more one per class, row-major (rows, classes). From 0 to 1.
    /// </param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="weights">The weight of each row, finite and at least 0, not all 0; none, the default, counts each row once.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="ArgumentException">An argument is out of its range, or the lengths do not fit.</exception>
    /// <exception cref="EscalaException">All weights are 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static unsafe ClassificationScores Evaluate(
        ReadOnlySpan<int> labels,
        ReadOnlySpan<float> probabilities,
        int classes,
        ReadOnlySpan<float> weights = default,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        if (classes < 2)
        {
            throw new ArgumentException($"classes of {Owner} must be at least 2, but was {classes}. Pass the number of classes.");
        }

        int outputs = classes == 2 ? 1 : classes;
        EvaluationArguments.CheckRowsAndThreads(Owner, labels.Length, threads);
        EvaluationArguments.Check(Owner, labels.Length, probabilities.Length, outputs, weights, default);
        EvaluationArguments.CheckRange(Owner, nameof(probabilities), probabilities, 0, 1);
        float[] truth = Indices(labels, classes);
        using var team = new CoreTeam(threads ?? Environment.ProcessorCount);
        fixed (float* labelled = truth, scores = probabilities, weighted = weights)
        {
            var rows = new PredictedRows(labels.Length, outputs, labelled, scores) { Weights = weighted };
            return PredictionEvaluation.Classification(rows, classes, team, new SoloCollective(), cancellationToken);
        }
    }

    private static float[] Indices(ReadOnlySpan<int> labels, int classes)
    {
        var indices = new float[labels.Length];
        for (int row = 0; row < indices.Length; row++)
        {
            indices[row] = labels[row] >= 0 && labels[row] < classes
                ? labels[row]
                : throw new ArgumentException(
                    $"labels of {Owner} must be from 0 to {classes - 1}, but was {labels[row]} in row {row}. Number the classes from 0.");
        }

        return indices;
    }
}
