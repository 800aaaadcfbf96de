using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>One of the things that a comparison trains.</summary>
/// <param name="Request">The fit; the engine is replaced.</param>
/// <param name="DataPath">The data, a sample's name resolved.</param>
/// <param name="ModelPath">Where every engine's run leaves its model, the last one's replacing the others'.</param>
/// <param name="Program">The program to start.</param>
internal sealed record Workload(FitRequest Request, string DataPath, string ModelPath, ChildProgram Program)
{
    /// <summary>What trains.</summary>
    public Algorithm Algorithm => Request.Algorithm;

    /// <summary>The whole fit on an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="session">Runs it in this process together with other fits; null where it has a process of its own.</param>
    public ComparisonCell OfEngine(EngineChoice engine, EngineSession? session = null)
    {
        FitRequest fit = Request with { Engine = engine };
        return new ComparisonCell(
            RunKind.Engine,
            engine.Name,
            engine.Cores,
            fit,
            session is null ? new FitRunner(Program, fit, ModelPath) : new SessionRunner(session, fit, DataPath, ModelPath));
    }
}
