using Escala.Measurement;

namespace Escala.Engines;

/// <summary>What the ranks of a job in this process gave, by rank.</summary>
/// <param name="Results">Each rank's result.</param>
/// <param name="Ranks">What each rank used.</param>
/// <param name="Files">The files handed over, in the order of the ranks.</param>
internal sealed record HostedResult<TResult>(
    IReadOnlyList<TResult> Results, IReadOnlyList<RankMeasurement> Ranks, IReadOnlyList<JobFile> Files);
