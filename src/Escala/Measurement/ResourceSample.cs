namespace Escala.Measurement;

/// <summary>What a process had used at one moment.</summary>
/// <param name="Seconds">The time since the job began, in seconds.</param>
/// <param name="CpuSeconds">The CPU time since the job began, user and system, in seconds.</param>
/// <param name="ResidentBytes">The resident memory, in bytes.</param>
public sealed record ResourceSample(double Seconds, double CpuSeconds, long ResidentBytes);
