using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// A metric that is an area under a curve: of the second of two classes; of more, the mean of each against the others, by XGBoost's
/// weights: for <c>auc</c> the classes' own, for <c>aucpr</c> none. NaN where a class has no rows.
/// </summary>
/// <param name="name">XGBoost's name.</param>
/// <param name="area">Computes the area over the distinct scores.</param>
/// <param name="isByPrevalence">Whether classes count by the weight of their rows.</param>
internal sealed class ScoreAreaMetric(string name, ScoreAreaMetric.Area area, bool isByPrevalence)
    : EvaluationMetric(name, isHigherBetter: true)
{
    private readonly ScoreSorter _sorter = new();

    public delegate double? Area(ReadOnlySpan<ScoreRun> runs);

    protected override double Evaluate(PredictedRows rows, RowExtent extent, CoreTeam team, ICollective collective)
    {
        if (extent.GroupCount > 0)
        {
            throw new EscalaException(
                $"Metric {Name} must not be asked for where rows have groups, but they had {extent.GroupCount}. Choose ndcg or map.");
        }

        double sum = 0;
        double weights = 0;
        for (int output = 0; output < rows.Outputs; output++)
        {
            float positive = rows.Outputs == 1 ? 1 : output;
            ReadOnlySpan<ScoreRun> runs =
                _sorter.Sort(rows, output, positive, extent.WeightScale, team, collective, CancellationToken.None);
            double weight = isByPrevalence && rows.Outputs > 1 ? ScoreArea.Totals(runs).Positive : 1;
            sum += weight * (area(runs) ?? double.NaN);
            weights += weight;
        }

        return sum / weights;
    }
}
