using Escala.Measurement;

namespace Escala.Reports.Results;

/// <summary>What all ranks of a job used in one phase.</summary>
internal sealed record PhaseReport
{
    /// <summary>The phase.</summary>
    public required Phase Name { get; init; }

    /// <summary>The wall time of the slowest rank.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>The CPU time, added up.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The CPU time as a percentage of wall time x the cores granted to all ranks.</summary>
    public required double CpuPercent { get; init; }

    /// <summary>The resident memory when the phase began, added up.</summary>
    public required long StartResidentBytes { get; init; }

    /// <summary>The resident memory when it ended, added up.</summary>
    public required long EndResidentBytes { get; init; }

    /// <summary>The largest resident memory of each rank, added up.</summary>
    public required long PeakResidentBytes { get; init; }

    /// <summary>The bytes read through system calls, added up.</summary>
    public required long ReadBytes { get; init; }

    /// <summary>The time in the collective of the rank that spent the most there.</summary>
    public required double CollectiveSeconds { get; init; }

    /// <summary>The bytes given to the collective, added up.</summary>
    public required long CollectiveBytes { get; init; }

    /// <summary>The phases of a job, in the order in which rank 0 began them.</summary>
    /// <param name="ranks">What each rank used, at least one.</param>
    public static IReadOnlyList<PhaseReport> Of(IReadOnlyList<RankMeasurement> ranks) =>
        [.. ranks[0].Phases.Select(phase => Merge(phase.Name, ranks))];

    private static PhaseReport Merge(Phase name, IReadOnlyList<RankMeasurement> ranks)
    {
        PhaseMeasurement[] parts = [.. ranks.SelectMany(rank => rank.Phases).Where(phase => phase.Name == name)];
        double wall = parts.Max(part => part.WallSeconds);
        double cpu = parts.Sum(part => part.CpuSeconds);
        return new PhaseReport
        {
            Name = name,
            WallSeconds = wall,
            CpuSeconds = cpu,
            CpuPercent = wall > 0 ? 100 * cpu / (wall * ranks.Sum(rank => rank.Threads)) : 0,
            StartResidentBytes = parts.Sum(part => part.StartResidentBytes),
            EndResidentBytes = parts.Sum(part => part.EndResidentBytes),
            PeakResidentBytes = parts.Sum(part => part.PeakResidentBytes),
            ReadBytes = parts.Sum(part => part.ReadBytes),
            CollectiveSeconds = parts.Max(part => part.CollectiveSeconds),
            CollectiveBytes = parts.Sum(part => part.CollectiveBytes),
        };
    }
}
