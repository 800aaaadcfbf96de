using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>
/// A cluster label for every row of a <see cref="RowTiles"/>, in the order of its tiles (64 labels each, those after a segment's
/// last row included). Kept as bytes for up to 255 clusters, as 32-bit integers beyond, because labels are read and written in
/// every pass. The largest value means "none yet".
/// </summary>
internal sealed unsafe class RowLabels : IDisposable
{
    private readonly long[] _segmentOffsets;
    private readonly nuint _bytes;

    /// <summary>Reserves labels for the rows; all are "none yet".</summary>
    public RowLabels(RowTiles rows, int clusterCount)
    {
        ClusterCount = clusterCount;
        IsByte = clusterCount <= byte.MaxValue;
        _segmentOffsets = new long[rows.Segments.Count];
        long count = 0;
        for (int i = 0; i < _segmentOffsets.Length; i++)
        {
            _segmentOffsets[i] = count;
            count += (long)rows.Segments[i].TileCount * RowTiles.TileRows;
        }

        _bytes = (nuint)count * (IsByte ? 1u : 4u);
        Memory = (byte*)NativeMemory.AlignedAlloc(Math.Max(_bytes, 64), 64);
        Clear();
    }

    ~RowLabels() => NativeMemory.AlignedFree(Memory);

    public int ClusterCount { get; }

    /// <summary>Whether a label is one byte (none: 255); otherwise four (none: -1).</summary>
    public bool IsByte { get; }

    /// <summary>The labels of all segments, one after another.</summary>
    public byte* Memory { get; private set; }

    /// <summary>Makes all labels "none yet".</summary>
    public void Clear() => NativeMemory.Fill(Memory, _bytes, 0xFF);

    /// <summary>The first label of a tile.</summary>
    public byte* Tile(int segment, int tile) =>
        Memory + ((_segmentOffsets[segment] + ((long)tile * RowTiles.TileRows)) * (IsByte ? 1 : 4));

    /// <summary>The labels of a tile's 64 lanes as integers; -1 for none.</summary>
    public void ReadTile(int segment, int tile, Span<int> labels) => Read(Tile(segment, tile), labels[..RowTiles.TileRows]);

    /// <summary>Copies the labels of a segment's rows, as many as there is room for, from a tile's first one on.</summary>
    public void CopyTo(int segment, int tile, Span<int> labels) => Read(Tile(segment, tile), labels);

    /// <summary>Sets the labels of consecutive rows.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="tile">The tile of the first row, which is its lane 0.</param>
    /// <param name="labels">One per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int segment, int tile, ReadOnlySpan<int> labels)
    {
        byte* target = Tile(segment, tile);
        if (!IsByte)
        {
            labels.CopyTo(new Span<int>(target, labels.Length));
            return;
        }

        int row = 0;
        for (; row + Vector128<byte>.Count <= labels.Length; row += Vector128<byte>.Count)
        {
            ReadOnlySpan<uint> next = MemoryMarshal.Cast<int, uint>(labels.Slice(row, Vector128<byte>.Count));
            Vector128<ushort> low = Vector128.Narrow(Vector128.Create(next), Vector128.Create(next[4..]));
            Vector128<ushort> high = Vector128.Narrow(Vector128.Create(next[8..]), Vector128.Create(next[12..]));
            Vector128.Narrow(low, high).Store(target + row);
        }

        for (; row < labels.Length; row++)
        {
            target[row] = (byte)labels[row];
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Memory);
        Memory = null;
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(byte* source, Span<int> labels)
    {
        if (!IsByte)
        {
            new ReadOnlySpan<int>(source, labels.Length).CopyTo(labels);
            return;
        }

        int row = 0;
        for (; row + Vector256<int>.Count <= labels.Length; row += Vector256<int>.Count)
        {
            Vector128<ushort> shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)(source + row)).AsByte());
            Vector256<int> widened = Vector256.WidenLower(shorts.ToVector256Unsafe()).AsInt32();
            WithoutNone(widened).StoreUnsafe(ref labels[0], (nuint)row);
        }

        for (; row < labels.Length; row++)
        {
            labels[row] = source[row] == byte.MaxValue ? -1 : source[row];
        }
    }

    /// <summary>-1 for 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> WithoutNone(Vector256<int> labels) =>
        labels | Vector256.Equals(labels, Vector256.Create((int)byte.MaxValue));
}
