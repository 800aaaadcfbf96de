using Escala.Cluster;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>Two ranks on nodes of different addresses that share no folder with each other, nor with the driver.</summary>
[Trait("Category", "Slow")]
[Trait("Cluster", "Spark")]
[Collection(nameof(SparkTests))]
public sealed class SparkApartConformance(SparkApartFixture cluster) : EngineConformance, IClassFixture<SparkApartFixture>
{
    protected override int World => 2;

    protected override int Threads => 1;

    protected override string Name => SparkEngine.EngineName;

    protected override bool IsInProcess => false;

    protected override string Collective => "sockets";

    protected override string WorkersBegin => "127.0.0.";

    protected override IEngine Create() => cluster.Shared();

    protected override IEngine CreateOwn() => cluster.NewEngine(2);
}
