using Escala.Testing;

namespace Escala.Engines.Conformance;

public sealed class GangOfThreeConformance : EngineConformance
{
    protected override int World => 3;

    protected override int Threads => 2;

    protected override string Name => "threads";

    protected override IEngine Create() => new ThreadGang(world: 3, threads: 2);
}
