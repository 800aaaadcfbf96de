using System.Diagnostics;
using Escala.Cli.Algorithms;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Trains in this process, on an engine that the runs of the comparison share.</summary>
/// <param name="session">The engine.</param>
/// <param name="request">What it trains.</param>
/// <param name="dataPath">The data, a sample's name resolved.</param>
/// <param name="model">Where the model goes, beside what the command says; null for nowhere.</param>
internal sealed class SessionRunner(EngineSession session, FitRequest request, string dataPath, string? model = null) : ICellRunner
{
    /// <summary>The command that does the same on an engine of its own.</summary>
    public string Command { get; } = ShellText.Join(["escala", .. request.ToArguments(), "--json"]);

    /// <inheritdoc/>
    public async Task<RunReport> RunAsync(RunReport begun, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            SessionRun run = await session.RunAsync(engine => TrainAsync(engine, progress, cancellationToken)).ConfigureAwait(false);
            return begun with
            {
                Threads = run.Fit.Ranks * run.Fit.Threads,
                ExitCode = ExitCode.Done,
                WallSeconds = run.WallSeconds,
                SessionStartUpSeconds = run.StartUpSeconds,
                Result = run.Fit with { Model = null },
            };
        }
        catch (Exception cause) when (cause is EscalaException or IOException or UnauthorizedAccessException)
        {
            return begun with
            {
                ExitCode = ExitCode.Failed,
                WallSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
                Error = cause.Message,
            };
        }
    }

    private Task<FitReport> TrainAsync(IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        (request with { Model = model }).RunAsync(dataPath, engine, progress, cancellationToken);
}
