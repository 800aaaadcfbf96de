namespace Escala.Numerics;

/// <summary>
/// Some rows in the layout of the kernels: tiles of 64 rows, within a tile feature by feature, within a feature row by row. The
/// value of row r, feature j stands at <c>Values[(r / 64 * features + j) * 64 + r % 64]</c>. The lanes after the last row hold
/// zeros. The memory is native and 64-byte aligned.
/// </summary>
internal sealed unsafe class TileSegment : IDisposable
{
    /// <summary>Reserves memory for rows.</summary>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    /// <param name="featureCount">The number of features, at least 1.</param>
    /// <param name="offset">The number of rows in earlier segments.</param>
    public TileSegment(int rowCount, int featureCount, long offset)
    {
        RowCount = rowCount;
        TileCount = (rowCount + RowTiles.TileRows - 1) / RowTiles.TileRows;
        FeatureCount = featureCount;
        Offset = offset;
        Values = (float*)AlignedMemory.Allocate((nuint)TileCount * RowTiles.TileRows * (nuint)featureCount * sizeof(float));
    }

    ~TileSegment() => AlignedMemory.Free(Values);

    /// <summary>The values; see the type's remarks for their order.</summary>
    public float* Values { get; private set; }

    public int RowCount { get; }

    public int TileCount { get; }

    public int FeatureCount { get; }

    /// <summary>The number of rows in earlier segments: row i here is row Offset + i of the <see cref="RowTiles"/>.</summary>
    public long Offset { get; }

    /// <summary>The global number of row 0, where the rows are consecutive.</summary>
    public long FirstRowNumber { get; init; }

    /// <summary>The global row numbers, or null where they count up from <see cref="FirstRowNumber"/>.</summary>
    public long[]? RowNumbers { get; init; }

    /// <summary>The weights, padded to whole tiles with 0; null when every row weighs 1.</summary>
    public float[]? Weights { get; init; }

    /// <summary>The labels of the rows; null when there are none.</summary>
    public float[]? Labels { get; init; }

    /// <summary>The global number of a row.</summary>
    public long RowNumber(int row) => RowNumbers is null ? FirstRowNumber + row : RowNumbers[row];

    /// <summary>The first value of a tile.</summary>
    public float* Tile(int tile) => Values + ((nint)tile * RowTiles.TileRows * FeatureCount);

    /// <summary>The rows in a tile: 64, or fewer in the last one.</summary>
    public int RowsInTile(int tile) => Math.Min(RowTiles.TileRows, RowCount - (tile * RowTiles.TileRows));

    /// <summary>A feature's values of the rows in a tile.</summary>
    public Span<float> Lanes(int tile, int feature) => new(Tile(tile) + (feature * RowTiles.TileRows), RowsInTile(tile));

    /// <summary>Copies a row out.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        float* lane = Tile(row / RowTiles.TileRows) + (row % RowTiles.TileRows);
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            target[feature] = lane[feature * RowTiles.TileRows];
        }
    }

    public void Dispose()
    {
        AlignedMemory.Free(Values);
        Values = null;
        GC.SuppressFinalize(this);
    }
}
