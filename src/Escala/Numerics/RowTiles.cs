using Escala.Data;

namespace Escala.Numerics;

/// <summary>All rows of one rank in the layout of the kernels, in the order of the global row numbers.</summary>
/// <param name="featureCount">The number of features.</param>
/// <param name="expectedRows">How many rows will come, as far as is known; 0 where it is not.</param>
internal sealed class RowTiles(int featureCount, long expectedRows = 0) : IDisposable
{
    /// <summary>The rows of a tile: four vectors of 16 float32 lanes.</summary>
    public const int TileRows = 64;

    private readonly List<TileSegment> _segments = [];
    private readonly TileMemory _memory = new(TileBytes(featureCount, expectedRows));
    private readonly List<RowTiles> _joined = [];

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

    /// <summary>Puts the rows of others after these, and owns them from then on.</summary>
    /// <param name="next">The others.</param>
    public void Join(RowTiles next)
    {
        _joined.Add(next);
        foreach (TileSegment segment in next._segments)
        {
            segment.MoveTo(RowCount);
            _segments.Add(segment);
            RowCount += segment.RowCount;
        }
    }

    public void Dispose()
    {
        _joined.ForEach(tiles => tiles.Dispose());
        _memory.Dispose();
    }

    private static nuint TileBytes(int featureCount, long rows) =>
        (nuint)((rows + TileRows - 1) / TileRows * TileRows * featureCount * sizeof(float));
}
