using Escala.Cluster;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>Two ranks on a Dask cluster at an address.</summary>
[Trait("Cluster", "Dask")]
public sealed class DaskConformance(DaskClusterFixture cluster) : EngineConformance, IClassFixture<DaskClusterFixture>
{
    protected override int World => DaskClusterFixture.Workers;

    protected override int Threads => 1;

    protected override string Name => DaskEngine.EngineName;

    protected override bool IsInProcess => false;

    protected override IEngine Create() => cluster.NewEngine();
}
