using Escala.Engines;

namespace Escala.Metrics;

/// <summary>
/// A figure that is computed after every round on training and validation rows, for histories and early stopping. An instance serves
/// one fit on one rank, one call at a time, so that it may keep buffers.
/// </summary>
public interface IEvaluationMetric
{
    /// <summary>What it is called in options and histories: <c>logloss</c>, <c>ndcg@10</c>.</summary>
    string Name { get; }

    /// <summary>Whether higher values are better.</summary>
    bool IsHigherBetter { get; }

    /// <summary>
    /// Computes the figure over the rows of all ranks. All ranks call together and must return the same number: early stopping is
    /// decided by each rank for itself.
    /// </summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="collective">The ranks; exact results come of integer sums.</param>
    /// <returns>The figure; NaN where it is not defined.</returns>
    double Evaluate(in EvaluationRows rows, ICollective collective);
}
