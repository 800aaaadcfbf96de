using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>All charts of a comparison.</summary>
internal static class ComparisonCharts
{
    /// <summary>Draws them, in the order of a report. What a chart needs and was not measured leaves the chart out.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="language">The language of their texts.</param>
    public static IReadOnlyList<Chart> Draw(ComparisonReport comparison, Language language)
    {
        var words = new ChartWords(language);
        ChartSheet?[] sheets =
        [
            DataLayoutChart.Of(comparison, words),
            PhasesChart.Of(comparison, words),
            SpeedUpChart.Of(comparison, words),
            TimeMemoryChart.Of(comparison, words),
            UsageChart.Cpu(comparison, words),
            UsageChart.Memory(comparison, words),
            IterationsChart.Of(comparison, words),
            InitializationChart.Of(comparison, words),
            ClustersChart.Of(comparison, words),
            SilhouettesChart.Of(comparison, words),
        ];
        return [.. sheets.OfType<ChartSheet>().Select(ChartPrinter.Print)];
    }
}
