using System.Runtime.InteropServices;

namespace Escala.Numerics;

/// <summary>
/// A cluster label for every row of a <see cref="RowTiles"/>, in the order of its tiles (64 labels each, those after a segment's
/// last row included). Kept as bytes for up to 255 clusters, as 32-bit integers beyond, because labels are read and written in
/// every pass. The largest value means "none yet".
/// </summary>
internal sealed unsafe class RowLabels : IDisposable
{
    private readonly long[] _segmentOffsets;

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

        nuint bytes = (nuint)count * (IsByte ? 1u : 4u);
        Memory = (byte*)NativeMemory.AlignedAlloc(Math.Max(bytes, 64), 64);
        NativeMemory.Fill(Memory, bytes, 0xFF);
    }

    ~RowLabels() => NativeMemory.AlignedFree(Memory);

    public int ClusterCount { get; }

    /// <summary>Whether a label is one byte (none: 255); otherwise four (none: -1).</summary>
    public bool IsByte { get; }

    /// <summary>The labels of all segments, one after another.</summary>
    public byte* Memory { get; private set; }

    /// <summary>The first label of a tile.</summary>
    public byte* Tile(int segment, int tile) =>
        Memory + ((_segmentOffsets[segment] + ((long)tile * RowTiles.TileRows)) * (IsByte ? 1 : 4));

    /// <summary>The labels of a tile's 64 lanes as integers; -1 for none.</summary>
    public void ReadTile(int segment, int tile, Span<int> labels)
    {
        byte* source = Tile(segment, tile);
        for (int lane = 0; lane < RowTiles.TileRows; lane++)
        {
            labels[lane] = !IsByte ? ((int*)source)[lane] : source[lane] == byte.MaxValue ? -1 : source[lane];
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Memory);
        Memory = null;
        GC.SuppressFinalize(this);
    }
}
