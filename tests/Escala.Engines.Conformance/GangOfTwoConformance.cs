using Escala.Testing;

namespace Escala.Engines.Conformance;

public sealed class GangOfTwoConformance : EngineConformance
{
    protected override int World => 2;

    protected override int Threads => 1;

    protected override string Name => "threads";

    protected override IEngine Create() => new ThreadGang(world: 2);
}
