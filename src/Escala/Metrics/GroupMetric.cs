using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// A metric that is the mean of a figure of each group; a group counts by the weight of its first row (XGBoost from 2.0 on; 1.7: by 1).
/// </summary>
/// <param name="name">XGBoost's name.</param>
/// <param name="figure">The figure of a group.</param>
internal sealed class GroupMetric(string name, Func<RankedGroup, double> figure) : EvaluationMetric(name, isHigherBetter: true)
{
    protected override double Evaluate(PredictedRows rows, RowExtent extent, CoreTeam team, ICollective collective) =>
        extent.GroupCount > 0
            ? GroupSums.Means(
                rows, extent, kinds: 1, (_, group) => figure(group), isWeighted: true, team, collective, CancellationToken.None)[0]
            : throw new EscalaException(
                $"Metric {Name} must have rows in groups, but there were none. Name the column of the groups, or choose another metric.");
}
