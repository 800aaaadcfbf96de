using System.Globalization;
using System.Text.Json;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Runs a peer on the rows of a fit, in a process of its own, and judges its answer.</summary>
/// <param name="peer">The peer.</param>
/// <param name="python">The Python that has it.</param>
/// <param name="threads">The threads that it is given.</param>
/// <param name="session">The rows.</param>
/// <param name="command">The command that does the same again.</param>
internal sealed class PeerRunner(PeerDescription peer, PeerPython python, int threads, PeerSession session, string command) : ICellRunner
{
    /// <inheritdoc/>
    public string Command => command;

    /// <summary>The folder of the Python files. Default: <c>peers</c> beside the program.</summary>
    public string Scripts { get; init; } = Path.Combine(AppContext.BaseDirectory, "peers");

    /// <summary>How long the process may run without a word before it is taken for dead. Ten minutes.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<RunReport> RunAsync(RunReport begun, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        RunReport run = begun with { Peer = Describe(new Dictionary<string, string>()) };
        try
        {
            PeerInputs inputs = await session.InputsAsync(progress, cancellationToken).ConfigureAwait(false);
            PeerTask task = inputs.Begin(threads);
            ChildOutcome outcome = await StartAsync(task, progress, cancellationToken).ConfigureAwait(false);
            run = run with { ExitCode = outcome.ExitCode, WallSeconds = outcome.Wall.TotalSeconds };
            if (outcome.Error is { } error)
            {
                return run with { Error = error };
            }

            PeerResult result =
                await inputs.JudgeAsync(peer.Name, task, outcome.Output, progress, cancellationToken).ConfigureAwait(false);
            return run with { Peer = Describe(result.Versions) with { OwnScores = result.OwnScores }, Result = result.Fit };
        }
        catch (JsonException cause)
        {
            return run with { Error = $"The process ended well, but its answer cannot be read: {cause.Message}" };
        }
        catch (Exception cause) when (cause is EscalaException or IOException or UnauthorizedAccessException)
        {
            return run with { Error = cause.Message };
        }
    }

    private async Task<ChildOutcome> StartAsync(PeerTask task, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var program = new ChildProgram(python.Path, Path.Combine(Scripts, peer.Script))
        {
            Silence = Silence,
            Environment = new Dictionary<string, string>(python.Environment)
            {
                ["OMP_NUM_THREADS"] = count,
                ["OPENBLAS_NUM_THREADS"] = count,
                ["MKL_NUM_THREADS"] = count,
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        return await new ChildRun(program, progress).RunAsync([task.RequestFile], cancellationToken).ConfigureAwait(false);
    }

    private PeerReport Describe(IReadOnlyDictionary<string, string> versions) => new()
    {
        Versions = versions,
        Differences = session.Request.Restarts > 1 ? [.. peer.Differences, .. peer.RestartDifferences] : peer.Differences,
    };
}
