namespace Escala.Engines;

/// <summary>
/// A piece of distributed work: the same code runs on every rank (SPMD), each over its own blocks, and the ranks agree through
/// the collective. An engine only places the ranks.
/// </summary>
/// <typeparam name="TOptions">What the operator is told; travels as JSON.</typeparam>
/// <typeparam name="TResult">What it answers; rank 0's counts and travels as JSON.</typeparam>
public interface IOperator<TOptions, TResult>
{
    /// <summary>The operator's name and the shapes of its options and result.</summary>
    static abstract OperatorContract<TOptions, TResult> Contract { get; }

    /// <summary>Does the rank's share of the work, on the calling thread and at most <see cref="RankContext.Threads"/> cores.</summary>
    /// <param name="options">The options, the same on every rank.</param>
    /// <param name="rank">This rank's data, collective and reporter.</param>
    /// <param name="cancellationToken">Checked every iteration and block.</param>
    TResult Run(TOptions options, RankContext rank, CancellationToken cancellationToken);
}
