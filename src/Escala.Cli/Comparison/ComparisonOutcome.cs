using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>How a comparison ended.</summary>
/// <param name="Report">What it found.</param>
/// <param name="ViewError">Why there is no view of the clusters though an engine finished; null where nothing went wrong.</param>
internal sealed record ComparisonOutcome(ComparisonReport Report, string? ViewError)
{
    /// <summary>Whether nothing failed.</summary>
    public bool IsGood => ViewError is null && Report.Workloads.SelectMany(workload => workload.Runs).All(run => run.Error is null);
}
