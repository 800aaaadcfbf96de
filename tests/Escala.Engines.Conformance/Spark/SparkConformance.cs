using Escala.Cluster;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>Two ranks on a Spark cluster at an address.</summary>
[Trait("Cluster", "Spark")]
public sealed class SparkConformance(SparkClusterFixture cluster) : EngineConformance, IClassFixture<SparkClusterFixture>
{
    protected override int World => 2;

    protected override int Threads => 1;

    protected override string Name => SparkEngine.EngineName;

    protected override bool IsInProcess => false;

    protected override IEngine Create() => cluster.Shared();

    protected override IEngine CreateOwn() => cluster.NewEngine(2);
}
