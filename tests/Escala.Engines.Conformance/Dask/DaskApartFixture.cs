using Escala.Testing;

namespace Escala.Engines.Conformance.Dask;

/// <summary>A scheduler and two workers at addresses of their own, each worker with a folder of its own.</summary>
public sealed class DaskApartFixture : DaskClusterFixture
{
    /// <inheritdoc/>
    protected override Task<DaskCluster> StartAsync() =>
        DaskCluster.StartAsync(Workers, hosts: ["127.0.0.2", "127.0.0.3", "127.0.0.4"], collective: "sockets");
}
