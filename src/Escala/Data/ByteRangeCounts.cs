namespace Escala.Data;

/// <summary>What a look at a range of bytes tells.</summary>
/// <param name="Rows">The rows of the range.</param>
/// <param name="LineFeeds">The line feeds that end its lines, the line of names included.</param>
/// <param name="CarriageReturns">How many of them follow a carriage return.</param>
/// <param name="IsSafe">Whether every line of it is whole by itself: no quotes are open at its end.</param>
internal readonly record struct ByteRangeCounts(long Rows, long LineFeeds, long CarriageReturns, bool IsSafe)
{
    /// <summary>Counts of nothing.</summary>
    public static ByteRangeCounts None { get; } = new(0, 0, 0, IsSafe: true);

    /// <summary>Whether a file with these counts, over all its ranges, may be cut: it has one kind of line break, too.</summary>
    public bool MayBeCut => IsSafe && (CarriageReturns == 0 || CarriageReturns == LineFeeds);

    /// <summary>The counts of two ranges together.</summary>
    public static ByteRangeCounts operator +(ByteRangeCounts a, ByteRangeCounts b) =>
        new(a.Rows + b.Rows, a.LineFeeds + b.LineFeeds, a.CarriageReturns + b.CarriageReturns, a.IsSafe && b.IsSafe);

    /// <summary>As whole numbers, in the order of the parameters.</summary>
    public long[] ToArray() => [Rows, LineFeeds, CarriageReturns, IsSafe ? 1 : 0];

    /// <summary>From what <see cref="ToArray"/> gave.</summary>
    public static ByteRangeCounts From(ReadOnlySpan<long> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3] != 0);
}
