using System.Text.Json;
using Escala.Reports.Results;

namespace Escala.Reports.Tests;

/// <summary>A comparison that was measured once, and others made from it.</summary>
internal static class GoldenComparison
{
    /// <summary>
    /// Serial, local and scikit-learn three times each, the third run of local failed, one peer that was not run, and
    /// three initialisations.
    /// </summary>
    public static ComparisonReport Measured { get; } =
        JsonSerializer.Deserialize(Golden.Read("results.json"), ResultsJson.Default.ComparisonReport)!;

    /// <summary>The same, where local learned other centroids and other labels.</summary>
    public static ComparisonReport Disagreeing { get; } =
        WithResults(Measured, run => run.Name == "local", result => result with { Digest = new DigestReport("dead", "beef") });

    /// <summary>A comparison with some of its results changed.</summary>
    public static ComparisonReport WithResults(
        ComparisonReport comparison, Func<RunReport, bool> isMeant, Func<FitReport, FitReport> change) => comparison with
        {
            Runs =
            [
                .. comparison.Runs.Select(
                    run => run.Result is { } result && isMeant(run) ? run with { Result = change(result) } : run),
            ],
        };
}
