using Escala.Data;

namespace Escala.Numerics;

/// <summary>All rows of one rank in the layout of the kernels, in the order of the global row numbers.</summary>
internal sealed class RowTiles(int featureCount) : IDisposable
{
    /// <summary>The rows of a tile: four vectors of 16 float32 lanes.</summary>
    public const int TileRows = 64;

    private readonly List<TileSegment> _segments = [];
    private readonly TileMemory _memory = new();

    public int FeatureCount { get; } = featureCount;

    public long RowCount { get; private set; }

    public IReadOnlyList<TileSegment> Segments => _segments;

    /// <summary>Whether rows have weights.</summary>
    public bool HasWeights => _segments.Count > 0 && _segments[0].Weights is not null;

    /// <summary>Adds a block's rows, which stay the caller's.</summary>
    public void Append(Block block)
    {
        if (block.RowCount > 0)
        {
            Reserve(block.RowCount).Fill(block);
        }
    }

    /// <summary>Adds a segment of rows that are still to be filled in.</summary>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    public TileSegment Reserve(int rowCount)
    {
        var segment = new TileSegment(rowCount, FeatureCount, RowCount, _memory);
        _segments.Add(segment);
        RowCount += rowCount;
        return segment;
    }

    public void Dispose() => _memory.Dispose();
}
