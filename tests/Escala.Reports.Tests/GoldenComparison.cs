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

    /// <summary>Its workload.</summary>
    public static KMeansWorkloadReport KMeans { get; } = (KMeansWorkloadReport)Measured.Workloads[0];

    /// <summary>The same, where local learned other centroids and other labels.</summary>
    public static KMeansWorkloadReport Disagreeing { get; } =
        WithResults(KMeans, run => run.Name == "local", result => result with { Digest = new DigestReport("dead", "beef") });

    /// <summary>The comparison with a workload in place of its own.</summary>
    public static ComparisonReport Of(WorkloadReport workload) => Measured with { Workloads = [workload] };

    /// <summary>A workload with some of its results changed.</summary>
    public static KMeansWorkloadReport WithResults(
        KMeansWorkloadReport workload, Func<RunReport, bool> isMeant, Func<KMeansFitReport, KMeansFitReport> change) => workload with
        {
            Runs =
            [
                .. workload.Runs.Select(
                    run => run.Result is KMeansFitReport result && isMeant(run) ? run with { Result = change(result) } : run),
            ],
        };
}
