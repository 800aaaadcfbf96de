using System.Runtime.ExceptionServices;
using Escala.Data;
using Escala.Measurement;
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

    public required KernelSet Kernels { get; init; }

    /// <summary>Who is told about phases and progress; null for nobody.</summary>
    public required IProgress<JobProgress>? Progress { get; init; }

    /// <summary>Runs the ranks and waits until all have ended; then throws what the first one that failed has thrown.</summary>
    /// <param name="collectives">One per rank, in the order of the ranks.</param>
    public async Task<HostedResult<TResult>> RunAsync(IReadOnlyList<ICollective> collectives)
    {
        var ranks = new Task<RankOutcome?>[collectives.Count];
        for (int rank = 0; rank < ranks.Length; rank++)
        {
            ICollective collective = collectives[rank];
            ranks[rank] = RankThread.RunAsync($"escala rank {rank}", () => RunOrFail(collective));
        }

        RankOutcome?[] outcomes = await Task.WhenAll(ranks).ConfigureAwait(false);
        _firstFault?.Throw();
        return new HostedResult<TResult>(
            [.. outcomes.Select(outcome => outcome!.Result)],
            [.. outcomes.Select(outcome => outcome!.Measurement)],
            [.. outcomes.SelectMany(outcome => outcome!.Files)]);
    }

    private RankOutcome? RunOrFail(ICollective collective)
    {
        try
        {
            return Run(collective);
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

    private RankOutcome Run(ICollective collective)
    {
        stop.Token.ThrowIfCancellationRequested();
        var measured = new MeasuredCollective(collective);
        using var recorder = new RankRecorder(collective.Rank, Threads, measured);
        var thinner = new ProgressThinner(collective.Rank, Progress, TimeProvider.System);
        CheckpointFolder? checkpoints = job.CheckpointFolder is { } path ? new CheckpointFolder(path) : null;
        var reporter = new RankReporter(collective.Rank, folder, job.Files, checkpoints, recorder, thinner);
        DataPlan plan = job.Data.Plan;
        var data = new PieceBlockSource(plan, plan.PiecesOf(collective.Rank, collective.World), job.Data.Reader, Threads);
        var context = new RankContext
        {
            Rank = collective.Rank,
            World = collective.World,
            Threads = Threads,
            Kernels = Kernels,
            Data = data,
            Collective = measured,
            Reporter = reporter,
        };
        TResult result = new TOperator().Run(job.Options, context, stop.Token);
        thinner.End();
        return new RankOutcome(result, recorder.Finish(data.Counts), reporter.Files);
    }

    private sealed record RankOutcome(TResult Result, RankMeasurement Measurement, IReadOnlyList<JobFile> Files);
}
