using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.DuckDb.Files;

/// <summary>
/// Counts the lines of CSV, 64 bytes at a time, and finds out whether each is whole by itself. It is, if quotes are opened only at
/// the beginning of a value and closed only at its end, never left open by a line break, and no carriage return stands alone. If
/// that is so of all lines of a file, then no value holds a line break, since the first line that began one would not be whole.
/// </summary>
/// <param name="separator">The character between values.</param>
internal struct CsvLineScan(char separator)
{
    private const int BlockBytes = 64;

    // What the bytes before the next ones were, as the lowest bits: a scan begins as after a line break.
    private ulong _boundary = 1;
    private ulong _lineFeeds = 1;
    private ulong _lineFeedsBefore;
    private ulong _returns;
    private ulong _closed;
    private ulong _inside;
    private ulong _faults;

    /// <summary>The line feeds so far.</summary>
    public long LineFeeds { get; private set; }

    /// <summary>Those after a carriage return.</summary>
    public long CarriageReturns { get; private set; }

    /// <summary>Those that end an empty line.</summary>
    public long EmptyLines { get; private set; }

    /// <summary>Whether the last byte was a line feed, or there was none.</summary>
    public readonly bool EndsWithLineFeed => _lineFeeds != 0;

    /// <summary>Whether every line was whole, the last one included.</summary>
    public readonly bool IsSafe => _faults == 0 && _inside == 0 && _returns == 0;

    /// <summary>Goes on over bytes.</summary>
    /// <param name="bytes">The next ones; a multiple of 64, but for the last ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..])
        {
            AddBlock(bytes, BlockBytes);
        }

        if (bytes.Length > 0)
        {
            Span<byte> last = stackalloc byte[BlockBytes];
            last.Clear();
            bytes.CopyTo(last);
            AddBlock(last, bytes.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddBlock(ReadOnlySpan<byte> block, int count)
    {
        Vector256<byte> low = Vector256.Create(block);
        Vector256<byte> high = Vector256.Create(block[Vector256<byte>.Count..]);
        ulong lineFeeds = Find(low, high, (byte)'\n');
        ulong returns = Find(low, high, (byte)'\r');
        ulong quotes = Find(low, high, (byte)'"');
        ulong separators = Find(low, high, (byte)separator);
        ulong valid = ulong.MaxValue >> (BlockBytes - count);
        int lastBit = count - 1;

        // A bit of inside tells whether quotes are open after its byte.
        ulong inside = ParityUpTo(quotes) ^ _inside;
        ulong closed = quotes & ~inside;
        ulong afterClosed = (closed << 1) | _closed;
        ulong afterReturn = (returns << 1) | _returns;
        ulong afterLineFeed = (lineFeeds << 1) | _lineFeeds;
        ulong afterBoundary = ((separators | lineFeeds) << 1) | _boundary;
        ulong ends = separators | lineFeeds | returns | quotes;
        ulong faults = (quotes & inside & ~(afterBoundary | afterClosed))
            | (afterClosed & ~ends)
            | (lineFeeds & inside)
            | (afterReturn & ~lineFeeds);
        ulong afterReturnOfEmpty = afterReturn & ((lineFeeds << 2) | (_lineFeeds << 1) | _lineFeedsBefore);

        _faults |= faults & valid;
        LineFeeds += BitOperations.PopCount(lineFeeds);
        CarriageReturns += BitOperations.PopCount(lineFeeds & afterReturn);
        EmptyLines += BitOperations.PopCount(lineFeeds & (afterLineFeed | afterReturnOfEmpty));

        _inside = (inside >> lastBit & 1) == 0 ? 0 : ulong.MaxValue;
        _closed = closed >> lastBit & 1;
        _returns = returns >> lastBit & 1;
        _lineFeedsBefore = count == 1 ? _lineFeeds : lineFeeds >> (lastBit - 1) & 1;
        _lineFeeds = lineFeeds >> lastBit & 1;
        _boundary = (separators | lineFeeds) >> lastBit & 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << Vector256<byte>.Count);

    /// <summary>Each bit tells whether the bits up to it, itself included, are odd in number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ParityUpTo(ulong bits)
    {
        for (int shift = 1; shift < BlockBytes; shift <<= 1)
        {
            bits ^= bits << shift;
        }

        return bits;
    }
}
