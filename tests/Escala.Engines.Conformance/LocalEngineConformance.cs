namespace Escala.Engines.Conformance;

public sealed class LocalEngineConformance : EngineConformance
{
    protected override int World => 1;

    protected override int Threads => 2;

    protected override string Name => "local";

    protected override IEngine Create() => new LocalEngine(threads: 2);
}
