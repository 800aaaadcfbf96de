namespace Escala.Engines;

/// <summary>
/// What the ranks of a job do together. Every call is made by all ranks, in the same order, on the operator's own thread, and
/// gives the same answer on each, unless it says otherwise.
/// </summary>
public interface ICollective
{
    /// <summary>The 0-based number of this rank.</summary>
    int Rank { get; }

    /// <summary>The number of ranks.</summary>
    int World { get; }

    /// <summary>Replaces each element by its sum over all ranks. Integer sums are exact, so they do not depend on the order.</summary>
    /// <param name="values">As many on every rank.</param>
    void Sum(Span<long> values);

    /// <summary>
    /// Replaces each element by its sum over all ranks. The world fixes the order in which floats are added up: the same parts on the
    /// same number of ranks give the same bits every time; other numbers of ranks, or another collective, may give others.
    /// </summary>
    /// <param name="values">As many on every rank.</param>
    void Sum(Span<float> values);

    /// <inheritdoc cref="Sum(Span{float})"/>
    void Sum(Span<double> values);

    /// <summary>Replaces each element by its largest value over all ranks.</summary>
    /// <param name="values">As many on every rank; no NaN.</param>
    void Max(Span<float> values);

    /// <summary>
    /// Adds up as <see cref="Sum(Span{float})"/> does, where a rank needs only a share of the sums: to move a part of the weights, say, and give
    /// the others what came of it by <see cref="AllGather"/>.
    /// </summary>
    /// <param name="values">As many on every rank; of no use afterwards outside of the share.</param>
    /// <returns>
    /// This rank's share: the ranks' shares do not overlap and are the whole together; or the whole on every rank, where that costs no more.
    /// </returns>
    Range ReduceScatter(Span<float> values)
    {
        Sum(values);
        return ..values.Length;
    }

    /// <summary>Gives every rank what each has in its share; nothing is done where all have the whole.</summary>
    /// <param name="values">As many on every rank as were given to <see cref="ReduceScatter"/>.</param>
    /// <param name="mine">The share that it returned.</param>
    void AllGather(Span<float> values, Range mine)
    {
    }

    /// <summary>Collects what every rank has, in the order of the ranks.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="mine">This rank's part; the lengths may differ.</param>
    /// <returns>One array per rank.</returns>
    T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged;

    /// <summary>Gives every rank what one of them has.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">As many on every rank; those of <paramref name="root"/> replace the others'.</param>
    /// <param name="root">The rank whose values count; the same on every rank.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged;
}
