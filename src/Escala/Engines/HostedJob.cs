using System.Runtime.ExceptionServices;
using Escala.Numerics;

namespace Escala.Engines;

/// <summary>One job in this process: an operator on several ranks, each on a thread of its own.</summary>
/// <param name="job">Options, data and files.</param>
/// <param name="folder">Where the ranks keep their files; the caller removes it.</param>
/// <param name="stop">Cancels the ranks. The first rank that fails cancels the others.</param>
internal sealed class HostedJob<TOperator, TOptions, TResult>(Job<TOptions> job, JobFolder folder, CancellationTokenSource stop)
    where TOperator : IOperator<TOptions, TResult>, new()
{
    private ExceptionDispatchInfo? _firstFault;

    /// <summary>The cores of each rank.</summary>
    public required int Threads { get; init; }

    /// <summary>The instructions of their kernels.</summary>
    public required KernelSet Kernels { get; init; }

    /// <summary>Who is told about phases and progress; null for nobody.</summary>
    public required IProgress<JobProgress>? Progress { get; init; }

    /// <summary>Runs the ranks and waits until all have ended; then throws what the first one that failed has thrown.</summary>
    /// <param name="collectives">One per rank, in the order of the ranks.</param>
    public async Task<HostedResult<TResult>> RunAsync(IReadOnlyList<ICollective> collectives)
    {
        var ranks = new Task<RankOutcome<TResult>?>[collectives.Count];
        for (int rank = 0; rank < ranks.Length; rank++)
        {
            ICollective collective = collectives[rank];
            ranks[rank] = RankThread.RunAsync($"escala rank {rank}", () => RunOrFail(collective));
        }

        RankOutcome<TResult>?[] outcomes = await Task.WhenAll(ranks).ConfigureAwait(false);
        _firstFault?.Throw();
        return new HostedResult<TResult>(
            [.. outcomes.Select(outcome => outcome!.Result)],
            [.. outcomes.Select(outcome => outcome!.Measurement)],
            [.. outcomes.SelectMany(outcome => outcome!.Files)]);
    }

    private RankOutcome<TResult>? RunOrFail(ICollective collective)
    {
        try
        {
            return NewRank().Run(collective, stop.Token);
        }
#pragma warning disable CA1031 // The first fault of all ranks is thrown again when all have ended.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _firstFault, ExceptionDispatchInfo.Capture(fault), null);
            stop.Cancel();
            return null;
        }
    }

    private RankRun<TOperator, TOptions, TResult> NewRank()
    {
        CheckpointFolder? checkpoints = job.CheckpointFolder is { } path ? new CheckpointFolder(path) : null;
        return new RankRun<TOperator, TOptions, TResult>(job, folder, checkpoints)
        {
            Threads = Threads,
            Kernels = Kernels,
            Progress = Progress,
        };
    }
}
