using Escala.Engines;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>Who computes metrics.</summary>
/// <param name="Team">This rank's threads.</param>
/// <param name="Collective">The ranks.</param>
/// <param name="CancellationToken">Ends it.</param>
internal sealed record MetricRanks(CoreTeam Team, ICollective Collective, CancellationToken CancellationToken);
