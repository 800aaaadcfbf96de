using Escala.Cluster;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>Two ranks on a Spark cluster at an address.</summary>
[Trait("Cluster", "Spark")]
[Collection(nameof(SparkTests))]
public sealed class SparkConformance(SparkClusterFixture cluster) : EngineConformance
{
    protected override int World => 2;

    protected override int Threads => 1;

    protected override string Name => SparkEngine.EngineName;

    protected override bool IsInProcess => false;

    protected override string WorkersBegin => "127.0.0.1/executor-";

    protected override IEngine Create() => cluster.Shared();

    protected override IEngine CreateOwn() => cluster.NewEngine(2);
}
