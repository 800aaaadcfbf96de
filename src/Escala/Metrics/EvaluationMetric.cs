using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// A metric of Escala's own under XGBoost's name and by its definition, exact over all ranks: the same bits for any number of ranks
/// and threads. NaN where there are no rows or a value is not finite.
/// </summary>
internal abstract unsafe class EvaluationMetric(string name, bool isHigherBetter) : IEvaluationMetric
{
    public string Name => name;

    public bool IsHigherBetter => isHigherBetter;

    public double Evaluate(in EvaluationRows rows, ICollective collective)
    {
        fixed (float* labels = rows.Labels, scores = rows.Scores, weights = rows.Weights)
        {
            fixed (int* groups = rows.GroupSizes)
            {
                var predicted = new PredictedRows(rows.RowCount, rows.Outputs, labels, scores)
                {
                    Weights = weights,
                    GroupSizes = groups,
                    GroupCount = rows.GroupSizes.Length,
                };
                var extent = RowExtent.Measure(predicted, rows.Team, collective, CancellationToken.None);
                return extent.RowCount > 0 && extent.IsFinite ? Evaluate(predicted, extent, rows.Team, collective) : double.NaN;
            }
        }
    }

    /// <summary>Computes the figure of finite rows, at least one in the world.</summary>
    protected abstract double Evaluate(PredictedRows rows, RowExtent extent, CoreTeam team, ICollective collective);
}
