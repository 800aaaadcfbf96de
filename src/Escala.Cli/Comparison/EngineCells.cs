using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>The engines that a comparison has: those that can run here, and why others cannot.</summary>
/// <param name="sessions">Where the engines that runs share are kept; the caller disposes them.</param>
internal sealed class EngineCells(ICollection<EngineSession> sessions)
{
    private readonly List<(EngineChoice Engine, EngineSession? Session)> _engines = [];
    private readonly List<(EngineChoice Engine, NotRunReport Reason)> _absent = [];

    /// <summary>Looks which engines can run.</summary>
    /// <param name="engines">The engines that were asked for.</param>
    /// <param name="sessions">Where the engines that runs share are kept; the caller disposes them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<EngineCells> FindAsync(
        IReadOnlyList<EngineChoice> engines, ICollection<EngineSession> sessions, CancellationToken cancellationToken)
    {
        var cells = new EngineCells(sessions);
        foreach (EngineChoice engine in engines)
        {
            switch (engine.Name)
            {
                case EngineChoice.Dask:
                    await cells.AddDaskAsync(engine, cancellationToken).ConfigureAwait(false);
                    break;
                case EngineChoice.Spark:
                    cells.AddSpark(engine);
                    break;
                default:
                    cells._engines.Add((engine, null));
                    break;
            }
        }

        return cells;
    }

    /// <summary>The runs of a workload.</summary>
    public IEnumerable<ComparisonCell> Of(Workload workload) => _engines.Select(pair => workload.OfEngine(pair.Engine, pair.Session));

    /// <summary>Rows that say why engines were not run.</summary>
    public IEnumerable<RunReport> Absent() => _absent.Select(pair => NotRun(pair.Engine, pair.Reason));

    /// <summary>Rows that say why no engine was run; those that could not run anyway have reasons of their own.</summary>
    /// <param name="reason">Why the others were not.</param>
    public IEnumerable<RunReport> AllAbsent(NotRunReport reason) =>
        [.. _engines.Select(pair => NotRun(pair.Engine, reason)), .. Absent()];

    private async Task AddDaskAsync(EngineChoice engine, CancellationToken cancellationToken)
    {
        PeerPython found = await new DaskSearch(new PythonSearch(engine.Cluster.Python), new WorkerSearch()).FindAsync(cancellationToken).ConfigureAwait(false);
        if (found.NotRun is { } reason)
        {
            _absent.Add((engine, reason));
            return;
        }

        EngineChoice usable = found.Path == engine.Cluster.UsedPython
            ? engine
            : engine with { Cluster = engine.Cluster with { Python = found.Path } };
        AddSession(usable);
    }

    private void AddSpark(EngineChoice engine)
    {
        NotRunReport? reason = engine.Cluster.SparkSearch.WhyNot() ?? new WorkerSearch().WhyNot();
        if (reason is not null)
        {
            _absent.Add((engine, reason));
            return;
        }

        AddSession(engine);
    }

    private void AddSession(EngineChoice engine)
    {
        var session = new EngineSession(engine.Create);
        sessions.Add(session);
        _engines.Add((engine, session));
    }

    private static RunReport NotRun(EngineChoice engine, NotRunReport reason) =>
        new() { Name = engine.Name, Threads = engine.Cores, NotRun = reason };
}
