using Escala.Models;

namespace Escala.Reports.Results;

/// <summary>What <c>compare</c> found: the contents of <c>results.json</c>, and all that reports are made of.</summary>
internal sealed record ComparisonReport
{
    /// <summary>The version of Escala.</summary>
    public string Version { get; init; } = EscalaVersion.Current;

    /// <summary>When the comparison began, with the local offset.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The command line that began it.</summary>
    public required string CommandLine { get; init; }

    /// <summary>The machine.</summary>
    public required MachineReport Machine { get; init; }

    /// <summary><c>quick</c> or <c>full</c> for samples' workloads; null for data of one's own.</summary>
    public string? Scale { get; init; }

    /// <summary>How often every engine and peer was to run.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>What was trained, at least one, each by another name, in the order in which they ran.</summary>
    public required IReadOnlyList<WorkloadReport> Workloads { get; init; }

    /// <summary>The comparison with a workload in place of the one of its name.</summary>
    /// <param name="workload">The workload.</param>
    public ComparisonReport With(WorkloadReport workload) => this with
    {
        Workloads = [.. Workloads.Select(earlier => earlier.Name == workload.Name ? workload : earlier)],
    };
}
