using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>How far a rank had come at one moment.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Elapsed">The time since it began.</param>
/// <param name="Reached">How far it had come; null when it had just begun.</param>
internal sealed record ProgressStep(Phase Phase, TimeSpan Elapsed, PhaseProgress? Reached);
