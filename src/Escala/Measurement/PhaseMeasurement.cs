namespace Escala.Measurement;

/// <summary>What one rank used in one phase.</summary>
public sealed record PhaseMeasurement
{
    /// <summary>The phase.</summary>
    public required Phase Name { get; init; }

    /// <summary>The time from begin to end, in seconds.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>The CPU time of the process, user and system, in seconds.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The CPU time as a percentage of wall time x the cores granted.</summary>
    public required double CpuPercent { get; init; }

    /// <summary>The resident memory of the process when the phase began, in bytes.</summary>
    public required long StartResidentBytes { get; init; }

    /// <summary>The resident memory of the process when the phase ended, in bytes.</summary>
    public required long EndResidentBytes { get; init; }

    /// <summary>The largest resident memory seen in the phase, in bytes.</summary>
    public required long PeakResidentBytes { get; init; }

    /// <summary>The bytes that the process read through system calls.</summary>
    public required long ReadBytes { get; init; }

    /// <summary>The time spent in the collective, in seconds; part of the wall time.</summary>
    public required double CollectiveSeconds { get; init; }

    /// <summary>The bytes that this rank gave to the collective.</summary>
    public required long CollectiveBytes { get; init; }
}
