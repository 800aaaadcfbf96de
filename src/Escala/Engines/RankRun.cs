using Escala.Data;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Engines;

/// <summary>One rank of a job in this process, measured.</summary>
/// <param name="job">Options, data and files.</param>
/// <param name="folder">Where the rank keeps its files.</param>
/// <param name="checkpoints">Where its checkpoints go; null where it may make none.</param>
internal sealed class RankRun<TOperator, TOptions, TResult>(Job<TOptions> job, JobFolder folder, ICheckpoints? checkpoints)
    where TOperator : IOperator<TOptions, TResult>, new()
{
    /// <summary>The cores of the rank.</summary>
    public required int Threads { get; init; }

    /// <summary>The instructions of its kernels.</summary>
    public required KernelSet Kernels { get; init; }

    /// <summary>Who is told about phases and progress; null for nobody.</summary>
    public required IProgress<JobProgress>? Progress { get; init; }

    /// <summary>The rank's pieces with their row numbers where somebody has numbered them; null where the ranks do.</summary>
    public IReadOnlyList<DataPiece>? Pieces { get; init; }

    /// <summary>Runs the operator on the calling thread.</summary>
    /// <param name="collective">The rank's side of the collective.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public RankOutcome<TResult> Run(ICollective collective, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var measured = new MeasuredCollective(collective);
        using var recorder = new RankRecorder(collective.Rank, Threads, measured);
        var thinner = new ProgressThinner(collective.Rank, Progress, TimeProvider.System);
        var reporter = new RankReporter(collective.Rank, folder, job.Files, checkpoints, recorder, thinner);
        DataPlan plan = job.Data.Plan;
        IReadOnlyList<DataPiece> pieces = Pieces ?? RankPieces.Number(plan, job.Data.Reader, measured, reporter, cancellationToken);
        var data = new PieceBlockSource(plan, pieces, job.Data.Reader, Threads);
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
        TResult result = new TOperator().Run(job.Options, context, cancellationToken);
        thinner.End();
        return new RankOutcome<TResult>(result, recorder.Finish(data.Counts with { Rows = data.Counts.Rows + reporter.CountedRows }), reporter.Files);
    }
}
