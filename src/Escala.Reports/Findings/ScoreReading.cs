using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>
/// Published readings of scores that have one: of silhouettes by Kaufman and Rousseeuw ("Finding Groups in Data", 1990), which
/// have two digits; of the adjusted Rand index by Steinley ("Properties of the Hubert-Arabie Adjusted Rand Index", 2004).
/// </summary>
internal static class ScoreReading
{
    /// <summary>The band that a score lies in; null for scores without a published reading.</summary>
    /// <param name="key">What JSON calls the score.</param>
    /// <param name="value">Its value.</param>
    public static string? Band(string key, double value) => key switch
    {
        MetricsReport.SilhouetteKey => Silhouette(Math.Round(value, 2)),
        "adjustedRand" => AdjustedRand(value),
        _ => null,
    };

    private static string Silhouette(double value) => value switch
    {
        > 0.70 => "strong",
        > 0.50 => "reasonable",
        > 0.25 => "weak",
        _ => "none",
    };

    private static string AdjustedRand(double value) => value switch
    {
        > 0.90 => "excellent",
        > 0.80 => "good",
        > 0.65 => "moderate",
        _ => "poor",
    };
}
