using System.Globalization;
using System.Text.Json;
using Escala.Clustering;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Runs a peer on the rows of a fit, in a process of its own, and judges its answer.</summary>
/// <param name="peer">The peer.</param>
/// <param name="python">The Python that has it.</param>
/// <param name="threads">The threads that it is given.</param>
/// <param name="session">The rows.</param>
/// <param name="command">The command that does the same again.</param>
internal sealed class PeerRunner(PeerDescription peer, string python, int threads, PeerSession session, string command) : ICellRunner
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
            PeerRequest request = Request(inputs);
            ChildOutcome outcome = await StartAsync(request, progress, cancellationToken).ConfigureAwait(false);
            run = run with { ExitCode = outcome.ExitCode, WallSeconds = outcome.Wall.TotalSeconds };
            if (outcome.Error is { } error)
            {
                return run with { Error = error };
            }

            PeerAnswer answer = JsonSerializer.Deserialize(outcome.Output, CliJson.Default.PeerAnswer)!;
            JobResult<KMeansJudgement> judged =
                await inputs.JudgeAsync(request.Labels, request.Centroids, progress, cancellationToken).ConfigureAwait(false);
            return run with
            {
                Peer = Describe(answer.Versions),
                Result = new PeerFit(peer.Name, threads, session.Request).Report(inputs.Data.Plan, answer, judged),
            };
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

    private async Task<ChildOutcome> StartAsync(
        PeerRequest request, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        string path = Path.ChangeExtension(request.Labels, ".json");
        await File.WriteAllBytesAsync(
            path, JsonSerializer.SerializeToUtf8Bytes(request, CliJson.Default.PeerRequest), cancellationToken).ConfigureAwait(false);
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var program = new ChildProgram(python, Path.Combine(Scripts, peer.Script))
        {
            Silence = Silence,
            Environment = new Dictionary<string, string>
            {
                ["OMP_NUM_THREADS"] = count,
                ["OPENBLAS_NUM_THREADS"] = count,
                ["MKL_NUM_THREADS"] = count,
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        return await new ChildRun(program, progress).RunAsync([path], cancellationToken).ConfigureAwait(false);
    }

    private PeerRequest Request(PeerInputs inputs)
    {
        KMeansOptions options = session.Request.Options;
        string folder = inputs.AddFolder();
        return new PeerRequest
        {
            Rows = inputs.Rows,
            Weights = inputs.Weights,
            Starts = inputs.Starts,
            Clusters = options.Clusters,
            Restarts = options.Restarts,
            MaxIterations = options.MaxIterations,
            Tolerance = options.Tolerance,
            Standardize = options.Standardize,
            Threads = threads,
            Labels = Path.Combine(folder, "labels.npy"),
            Centroids = Path.Combine(folder, "centroids.npy"),
        };
    }

    private PeerReport Describe(IReadOnlyDictionary<string, string> versions) => new()
    {
        Versions = versions,
        Differences = session.Request.Options.Restarts > 1 ? [.. peer.Differences, .. peer.RestartDifferences] : peer.Differences,
    };
}
