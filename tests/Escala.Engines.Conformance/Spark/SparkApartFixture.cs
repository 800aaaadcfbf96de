using Escala.Testing;

namespace Escala.Engines.Conformance.Spark;

/// <summary>A master and workers, each of these with an address and a folder of its own.</summary>
public sealed class SparkApartFixture : SparkClusterFixture
{
    /// <inheritdoc/>
    protected override Task<SparkCluster> StartAsync() => SparkCluster.StartAsync(Ranks + 1, isApart: true);
}
