using Escala.Testing;

namespace Escala.Engines.Conformance.Dask;

/// <summary>A cluster of three workers with nannies, which start a worker anew that was killed.</summary>
public sealed class DaskKillCluster : DaskClusterFixture
{
    /// <inheritdoc/>
    protected override Task<DaskCluster> StartAsync() => DaskCluster.StartAsync(3);
}
