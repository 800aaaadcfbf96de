using System.Text.Json;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>What a gang gave.</summary>
/// <param name="Result">Rank 0's result.</param>
/// <param name="Kernels">The kernels of the ranks; several where they differ.</param>
/// <param name="Ranks">What each rank used.</param>
/// <param name="Files">The files handed over, in the order of the ranks.</param>
internal sealed record GangOutcome(
    JsonElement Result,
    string Kernels,
    IReadOnlyList<RankMeasurement> Ranks,
    IReadOnlyList<JobFile> Files)
{
    /// <summary>The collective by which the ranks talked; null where there is one rank.</summary>
    public string? Collective { get; init; }

    /// <summary>What the engine's own processes used.</summary>
    public IReadOnlyList<EngineProcess> Processes { get; init; } = [];
}
