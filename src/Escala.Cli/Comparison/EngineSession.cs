using System.Diagnostics;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>
/// An engine that the runs of a comparison share, so that its start is paid once. It starts with the first run; after a run that
/// failed the next one starts another.
/// </summary>
/// <param name="create">Creates the engine.</param>
internal sealed class EngineSession(Func<IEngine> create) : IAsyncDisposable
{
    private IEngine? _engine;
    private double? _startUpSeconds;

    /// <summary>Trains once.</summary>
    /// <param name="train">Trains on an engine.</param>
    /// <returns>The result and the times: that of the run without the engine's start, and that of the start.</returns>
    public async Task<SessionRun> RunAsync(Func<IEngine, Task<FitReport>> train)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            FitReport report = await train(_engine ??= create()).ConfigureAwait(false);
            double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (_startUpSeconds is null)
            {
                _startUpSeconds = report.EngineStartUpSeconds;
                wall = Math.Max(wall - report.EngineStartUpSeconds, 0);
            }

            return new SessionRun(report with { EngineStartUpSeconds = _startUpSeconds.Value }, wall, _startUpSeconds.Value);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the engine, if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        IEngine? engine = _engine;
        _engine = null;
        _startUpSeconds = null;
        if (engine is not null)
        {
            await engine.DisposeAsync().ConfigureAwait(false);
        }
    }
}
