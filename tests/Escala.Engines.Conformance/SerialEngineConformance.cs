namespace Escala.Engines.Conformance;

public sealed class SerialEngineConformance : EngineConformance
{
    protected override int World => 1;

    protected override int Threads => 1;

    protected override string Name => "serial";

    protected override IEngine Create() => new SerialEngine();
}
