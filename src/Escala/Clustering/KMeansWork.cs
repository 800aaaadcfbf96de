using Escala.Clustering.Kernels;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>What the steps of K-means share: the rows, the cores and the other ranks.</summary>
/// <param name="Rows">This rank's prepared rows.</param>
/// <param name="Kernels">The instructions to use.</param>
/// <param name="Team">The cores.</param>
/// <param name="Collective">The other ranks.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="CancellationToken">Checked every chunk.</param>
internal sealed record KMeansWork(
    PreparedRows Rows,
    KernelSet Kernels,
    CoreTeam Team,
    ICollective Collective,
    ulong Seed,
    CancellationToken CancellationToken)
{
    public int FeatureCount => Rows.Tiles.FeatureCount;

    public DistanceKernels Distances { get; } = DistanceKernels.For(Kernels);

    /// <summary>Runs the body for every chunk of the rows on the free cores.</summary>
    /// <param name="body">Called with the number of the thread, the number of the chunk, and the chunk.</param>
    public void ForEachChunk(Action<int, int, TileChunk> body)
    {
        TileChunk[] chunks = Rows.Chunks;
        Team.ForEach(chunks.Length, (thread, index) =>
        {
            CancellationToken.ThrowIfCancellationRequested();
            body(thread, index, chunks[index]);
        });
    }
}
