using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Charts;

/// <summary>The engines and peers that gave a result: what charts compare.</summary>
internal static class FinishedRuns
{
    /// <summary>The groups of a workload, in the order of their first runs.</summary>
    public static IEnumerable<RunGroup> Of(WorkloadReport workload) =>
        RunGroup.Of(workload).Where(group => group.Kind != RunKind.Initialization && group.Wall is not null);
}
