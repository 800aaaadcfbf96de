using Escala.Engines;
using Escala.Numerics;

namespace Escala.Cluster.Tests.Collectives;

/// <summary>
/// A world of ranks in one process, each on a thread of its own that has joined XGBoost's communicator: what libxgboost sees is a cluster.
/// </summary>
internal sealed class CommunicatorGang(int world, int threads = 1) : IEngine
{
    private readonly List<JobFolder> _folders = [];

    /// <inheritdoc/>
    public string Name => "communicator";

    /// <inheritdoc/>
    public async Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        RankOutcome<TResult>[] outcomes = await Task.Run(() => RunRanks<TOperator, TOptions, TResult>(job, progress, cancellationToken), cancellationToken);
        return new JobResult<TResult>
        {
            Result = outcomes[0].Result,
            Engine = Name,
            Kernels = KernelSets.Name(KernelSets.Best),
            Ranks = [.. outcomes.Select(outcome => outcome.Measurement)],
            Files = [.. outcomes.SelectMany(outcome => outcome.Files)],
            EngineStartUp = TimeSpan.Zero,
        };
    }

    /// <summary>Runs a job and gives what each rank gave; throws what the first one threw that failed.</summary>
    public RankOutcome<TResult>[] RunRanks<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        var folder = new JobFolder();
        _folders.Add(folder);
        var checkpoints = job.CheckpointFolder is { } path ? new CheckpointFolder(path) : null;
        return JoinedRanks.Run(world, collective => new RankRun<TOperator, TOptions, TResult>(job, folder, checkpoints)
        {
            Threads = threads,
            Kernels = KernelSets.Best,
            Progress = progress,
        }.Run(collective, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folders.ForEach(folder => folder.Dispose());
        return ValueTask.CompletedTask;
    }
}
