namespace Escala.Measurement;

/// <summary>What one of an engine's own processes used.</summary>
/// <param name="Name">What it is: <c>scheduler</c>, <c>worker</c>.</param>
/// <param name="CpuSeconds">Its CPU time during the job, in seconds.</param>
/// <param name="RestingResidentBytes">Its resident memory before the job, in bytes.</param>
/// <param name="PeakResidentBytes">Its largest resident memory during the job, in bytes.</param>
public sealed record EngineProcess(string Name, double CpuSeconds, long RestingResidentBytes, long PeakResidentBytes);
