using Escala.Reports.Charts;

namespace Escala.Reports.Pages;

/// <summary>Which chart stands in which section, by its name after the workload's.</summary>
internal static class ChartPlaces
{
    /// <summary>The place of a chart; those with no place of their own stand with the results.</summary>
    /// <param name="chart">The chart.</param>
    public static ChartPlace Of(Chart chart) => chart.Name[(chart.Name.IndexOf('-', StringComparison.Ordinal) + 1)..] switch
    {
        "data-layout" => ChartPlace.Data,
        "initialisation" => ChartPlace.Initialization,
        "speed-up" or "time-against-memory" or "image-rate" => ChartPlace.Comparison,
        "roc" or "roc-macro" or "precision-recall" or "confusion" => ChartPlace.Quality,
        "mistakes" => ChartPlace.Mistakes,
        "calibration" => ChartPlace.Calibration,
        "learning-curves" or "loss-curve" => ChartPlace.Learning,
        "importance" => ChartPlace.Importance,
        _ => ChartPlace.Results,
    };
}
