namespace Escala.Measurement;

/// <summary>What one rank used.</summary>
public sealed record RankMeasurement
{
    /// <summary>The rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The machine it ran on, as the cluster names it; null in this process.</summary>
    public string? Host { get; init; }

    /// <summary>The worker of the cluster that ran it; null in this process.</summary>
    public string? Worker { get; init; }

    /// <summary>The cores it was granted.</summary>
    public required int Threads { get; init; }

    /// <summary>The rows it read from files, before any selection.</summary>
    public required long ReadRows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The physical memory of its machine, in bytes.</summary>
    public required long MachineMemoryBytes { get; init; }

    /// <summary>The phases, in the order in which they first began.</summary>
    public required IReadOnlyList<PhaseMeasurement> Phases { get; init; }

    /// <summary>CPU time and memory over time, ten a second.</summary>
    public required IReadOnlyList<ResourceSample> Samples { get; init; }
}
