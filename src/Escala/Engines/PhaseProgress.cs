namespace Escala.Engines;

/// <summary>How far a phase has come.</summary>
/// <param name="Completed">The units done: rows while reading, iterations while fitting.</param>
/// <param name="Total">The units there will be at most, or null where nobody knows.</param>
/// <param name="Objective">What the fit minimises (inertia, loss), or null.</param>
public sealed record PhaseProgress(long Completed, long? Total = null, double? Objective = null);
