using Escala.Cluster;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>Two ranks on nodes of different addresses that share no folder with each other, nor with the driver.</summary>
[Trait("Category", "Slow")]
[Trait("Cluster", "Dask")]
public sealed class DaskApartConformance(DaskApartFixture cluster) : EngineConformance, IClassFixture<DaskApartFixture>
{
    protected override int World => DaskClusterFixture.Workers;

    protected override int Threads => 1;

    protected override string Name => DaskEngine.EngineName;

    protected override bool IsInProcess => false;

    protected override string Collective => "sockets";

    protected override IEngine Create() => cluster.NewEngine();
}
