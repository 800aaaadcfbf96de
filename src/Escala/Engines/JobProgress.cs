using Escala.Measurement;

namespace Escala.Engines;

/// <summary>What a running job reports to whoever waits for it.</summary>
/// <param name="Rank">The rank that reports.</param>
/// <param name="Phase">The phase it is in.</param>
/// <param name="Elapsed">The time since that phase began.</param>
/// <param name="Progress">How far the phase has come; null when it has just begun.</param>
public sealed record JobProgress(int Rank, Phase Phase, TimeSpan Elapsed, PhaseProgress? Progress);
