using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>A metric that is a weighted mean of one term per row, or its square root.</summary>
/// <param name="name">XGBoost's name.</param>
/// <param name="makeTerms">Makes the terms of rows from a first one on.</param>
/// <param name="bound">An upper bound of |term|.</param>
/// <param name="isRoot">Whether the figure is the root of the mean.</param>
internal sealed class MeanTermMetric(
    string name, MeanTermMetric.TermMaker makeTerms, Func<RowExtent, double> bound, bool isRoot = false)
    : EvaluationMetric(name, isHigherBetter: false)
{
    public delegate void TermMaker(PredictedRows rows, long first, Span<double> terms);

    protected override double Evaluate(PredictedRows rows, RowExtent extent, CoreTeam team, ICollective collective)
    {
        double mean = RowSums.Compute(
            rows,
            extent,
            [bound(extent)],
            (_, first, terms) => makeTerms(rows, first, terms),
            team,
            collective,
            CancellationToken.None).Mean(0);
        return isRoot ? Math.Sqrt(mean) : mean;
    }
}
