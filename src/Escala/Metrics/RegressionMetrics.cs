using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// How near predicted numbers are to true ones, for arrays in memory. All computation is in double precision; the results do not depend
/// on the number of threads or the order of the rows.
/// </summary>
public static class RegressionMetrics
{
    private const string Owner = $"{nameof(RegressionMetrics)}.{nameof(Evaluate)}";

    /// <summary>Computes all figures. O(rows).</summary>
    /// <param name="truth">The true value of each row, finite; at least one row.</param>
    /// <param name="predictions">The predicted value of each row, finite.</param>
    /// <param name="weights">The weight of each row, finite and at least 0, not all 0; none, the default, counts each row once.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="ArgumentException">An argument is out of its range, or the lengths do not fit.</exception>
    /// <exception cref="EscalaException">All weights are 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static unsafe RegressionScores Evaluate(
        ReadOnlySpan<float> truth,
        ReadOnlySpan<float> predictions,
        ReadOnlySpan<float> weights = default,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        EvaluationArguments.CheckRowsAndThreads(Owner, truth.Length, threads);
        EvaluationArguments.Check(Owner, truth.Length, predictions.Length, 1, weights, default);
        EvaluationArguments.CheckRange(Owner, nameof(truth), truth, float.MinValue, float.MaxValue);
        EvaluationArguments.CheckRange(Owner, nameof(predictions), predictions, float.MinValue, float.MaxValue);
        using var team = new CoreTeam(threads ?? Environment.ProcessorCount);
        fixed (float* labels = truth, scores = predictions, weighted = weights)
        {
            var rows = new PredictedRows(truth.Length, 1, labels, scores) { Weights = weighted };
            return PredictionEvaluation.Regression(rows, team, new SoloCollective(), cancellationToken);
        }
    }
}
