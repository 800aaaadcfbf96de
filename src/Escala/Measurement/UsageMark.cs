namespace Escala.Measurement;

/// <summary>What a process had used at one moment, as far as phases care.</summary>
/// <param name="Wall">The time since the job began.</param>
/// <param name="Cpu">The CPU time of the process.</param>
/// <param name="ResidentBytes">The resident memory.</param>
/// <param name="ReadBytes">The bytes read.</param>
/// <param name="CollectiveTime">The time spent in the collective.</param>
/// <param name="CollectiveBytes">The bytes given to the collective.</param>
internal readonly record struct UsageMark(
    TimeSpan Wall, TimeSpan Cpu, long ResidentBytes, long ReadBytes, TimeSpan CollectiveTime, long CollectiveBytes);
