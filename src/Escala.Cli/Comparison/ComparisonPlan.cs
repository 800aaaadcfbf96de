namespace Escala.Cli.Comparison;

/// <summary>The runs of a comparison.</summary>
/// <param name="Workloads">The runs of each workload, in order.</param>
internal sealed record ComparisonPlan(params IReadOnlyList<WorkloadPlan> Workloads)
{
    /// <summary>All runs, in order.</summary>
    public IReadOnlyList<ComparisonCell> Cells { get; } = [.. Workloads.SelectMany(workload => workload.Cells)];
}
