using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Engines;

/// <summary>
/// Runs jobs in this process, each rank on a thread of its own, one job at a time. What an engine adds is the number of cores
/// and the collectives of its ranks.
/// </summary>
internal sealed class InProcessHost : IAsyncDisposable
{
    private readonly string _engine;
    private readonly int _threads;
    private readonly KernelSet _kernels;
    private readonly Func<CancellationToken, IReadOnlyList<ICollective>> _assemble;
    private readonly JobFolders _folders = new();
    private readonly JobGate _gate;

    /// <summary>Creates a host.</summary>
    /// <param name="engine">The engine's name, for messages and results.</param>
    /// <param name="threads">The cores of each rank.</param>
    /// <param name="kernels">The kernels, or null for what the environment says.</param>
    /// <param name="assemble">
    /// Makes one collective per rank for a job. The token is cancelled when the job is, or when one of its ranks has failed.
    /// </param>
    public InProcessHost(
        string engine, int threads, KernelSet? kernels, Func<CancellationToken, IReadOnlyList<ICollective>> assemble)
    {
        SupportedPlatform.Require();
        _engine = engine;
        _gate = new JobGate(engine);
        _threads = threads;
        _kernels = kernels ?? KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable));
        _assemble = assemble;
        if (_kernels > KernelSets.Best)
        {
            throw new InvalidOptionsException(
                $"Kernels of the {engine} engine must be a set that this CPU can run ({KernelSets.Name(KernelSets.Best)} or lower), "
                + $"but was {KernelSets.Name(_kernels)}.");
        }
    }

    /// <summary>Runs a job over a dataset as an engine does: rank 0's result counts.</summary>
    public async Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        HostedResult<TResult> hosted =
            await RunRanksAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken).ConfigureAwait(false);
        return new JobResult<TResult>
        {
            Result = hosted.Results[0],
            Engine = _engine,
            Kernels = KernelSets.Name(_kernels),
            Ranks = hosted.Ranks,
            Files = hosted.Files,
            EngineStartUp = TimeSpan.Zero,
        };
    }

    /// <summary>Runs a job and gives every rank's result.</summary>
    /// <param name="job">Options, data and files.</param>
    /// <param name="progress">Told about progress.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    public Task<HostedResult<TResult>> RunRanksAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        job.RequireFiles();
        return _gate.RunAsync(
            stop => _folders.RunAsync(folder => RunRanksAsync<TOperator, TOptions, TResult>(job, folder, progress, stop), result => result.Files),
            cancellationToken);
    }

    /// <summary>Cancels the running job, if any, waits for its end, and removes the files of all jobs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync().ConfigureAwait(false);
        _folders.Dispose();
    }

    private async Task<HostedResult<TResult>> RunRanksAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, JobFolder folder, IProgress<JobProgress>? progress, CancellationTokenSource stop)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        var hosted = new HostedJob<TOperator, TOptions, TResult>(job, folder, stop)
        {
            Threads = _threads,
            Kernels = _kernels,
            Progress = progress,
        };
        HostedResult<TResult> result = await hosted.RunAsync(_assemble(stop.Token)).ConfigureAwait(false);
        folder.RemoveScratch(result.Results.Count);
        return result;
    }
}
