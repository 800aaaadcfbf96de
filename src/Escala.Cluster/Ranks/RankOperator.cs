using System.Text.Json;
using Escala.Cluster.Gang;
using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Cluster.Ranks;

/// <summary>An operator that a rank can run without knowing its types.</summary>
internal abstract class RankOperator
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>The version of its contract.</summary>
    public abstract int Version { get; }

    /// <summary>Runs it on the calling thread.</summary>
    /// <param name="task">What is to be done with what.</param>
    /// <param name="collective">The rank's side of the collective.</param>
    public abstract RankAnswer Run(RankTask task, ICollective collective);
}

/// <summary>An operator that a rank can run.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
/// <typeparam name="TOptions">Its options.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
internal sealed class RankOperator<TOperator, TOptions, TResult> : RankOperator
    where TOperator : IOperator<TOptions, TResult>, new()
{
    /// <inheritdoc/>
    public override string Name => TOperator.Contract.Name;

    /// <inheritdoc/>
    public override int Version => TOperator.Contract.Version;

    /// <inheritdoc/>
    public override RankAnswer Run(RankTask task, ICollective collective)
    {
        RankAssignment assignment = task.Assignment;
        IReadOnlyList<DataPiece>? pieces = assignment.ReadPieces();
        if (pieces is null)
        {
            NodeFiles.Require(task.Plan, task.Plan.PiecesOf(assignment.Rank, assignment.World));
        }

        TOptions options = assignment.Options.Deserialize(TOperator.Contract.Options)!;
        var job = new Job<TOptions>(options, new Dataset(task.Plan, task.Reader)) { Files = assignment.Files };
        var run = new RankRun<TOperator, TOptions, TResult>(job, task.Folder, task.Checkpoints)
        {
            Threads = assignment.Threads,
            Kernels = KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable)),
            Progress = task.Progress,
            Pieces = pieces,
        };
        RankOutcome<TResult> outcome = run.Run(collective, CancellationToken.None);
        return new RankAnswer(
            assignment.Rank == 0 ? JsonSerializer.SerializeToElement(outcome.Result, TOperator.Contract.Result) : null,
            outcome.Measurement,
            [.. outcome.Files.Select(file => new RankFile(file.Name, Path.GetRelativePath(task.Folder.Root, file.Path)))]);
    }
}
