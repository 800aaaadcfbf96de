using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Data;

namespace Escala.Numerics;

/// <summary>
/// Some rows in the layout of the kernels: tiles of 64 rows, within a tile feature by feature, within a feature row by row. The
/// value of row r, feature j stands at <c>Values[(r / 64 * features + j) * 64 + r % 64]</c>. The lanes after the last row hold
/// zeros. The memory is the <see cref="RowTiles"/>'s.
/// </summary>
internal sealed unsafe class TileSegment
{
    /// <summary>Describes rows that <see cref="Fill"/> is to bring.</summary>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    /// <param name="featureCount">The number of features, at least 1.</param>
    /// <param name="offset">The number of rows in earlier segments.</param>
    /// <param name="memory">Where the values go.</param>
    public TileSegment(int rowCount, int featureCount, long offset, TileMemory memory)
    {
        RowCount = rowCount;
        TileCount = (rowCount + RowTiles.TileRows - 1) / RowTiles.TileRows;
        FeatureCount = featureCount;
        Offset = offset;
        Values = (float*)memory.Take((nuint)TileCount * RowTiles.TileRows * (nuint)featureCount * sizeof(float));
    }

    /// <summary>The values; see the type's remarks for their order.</summary>
    public float* Values { get; }

    public int RowCount { get; }

    public int TileCount { get; }

    public int FeatureCount { get; }

    /// <summary>The number of rows in earlier segments: row i here is row Offset + i of the <see cref="RowTiles"/>.</summary>
    public long Offset { get; private set; }

    /// <summary>The global number of row 0, where the rows are consecutive.</summary>
    public long FirstRowNumber { get; private set; }

    /// <summary>The global row numbers, or null where they count up from <see cref="FirstRowNumber"/>.</summary>
    public long[]? RowNumbers { get; private set; }

    /// <summary>The weights, padded to whole tiles with 0; null when every row weighs 1.</summary>
    public float[]? Weights { get; private set; }

    /// <summary>The labels of the rows; null when there are none.</summary>
    public float[]? Labels { get; private set; }

    /// <summary>The smallest value of each feature, as the rows came; empty before.</summary>
    public float[] Smallest { get; private set; } = [];

    /// <summary>The largest value of each feature, as the rows came; empty before.</summary>
    public float[] Largest { get; private set; } = [];

    /// <summary>Puts the segment after others.</summary>
    /// <param name="offset">The number of rows in those before it.</param>
    public void MoveTo(long offset) => Offset = offset;

    /// <summary>The global number of a row.</summary>
    public long RowNumber(int row) => RowNumbers is null ? FirstRowNumber + row : RowNumbers[row];

    /// <summary>The first value of a tile.</summary>
    public float* Tile(int tile) => Values + ((nint)tile * RowTiles.TileRows * FeatureCount);

    /// <summary>The rows in a tile: 64, or fewer in the last one.</summary>
    public int RowsInTile(int tile) => Math.Min(RowTiles.TileRows, RowCount - (tile * RowTiles.TileRows));

    /// <summary>A feature's values of the rows in a tile.</summary>
    public Span<float> Lanes(int tile, int feature) => new(Tile(tile) + (feature * RowTiles.TileRows), RowsInTile(tile));

    /// <summary>Copies a block's rows in, which stay the caller's; as many as the segment was made for.</summary>
    public void Fill(Block block)
    {
        ReadOnlySpan<long> numbers = block.RowNumbers[..RowCount];
        FirstRowNumber = numbers[0];
        RowNumbers = AreConsecutive(numbers) ? null : numbers.ToArray();
        Weights = Padded(block.Weights);
        Labels = block.Labels.IsEmpty ? null : block.Labels[..RowCount].ToArray();
        var extremes = new LaneExtremes(FeatureCount);
        fixed (float* rows = block.Values)
        {
            for (int tile = 0; tile < TileCount; tile++)
            {
                TileLayout.FromRows(rows, RowCount, FeatureCount, tile, Tile(tile));
                extremes.Add(Tile(tile), RowsInTile(tile));
            }
        }

        Smallest = extremes.Smallest();
        Largest = extremes.Largest();
    }

    /// <summary>Copies a row out.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        float* lane = Tile(row / RowTiles.TileRows) + (row % RowTiles.TileRows);
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            target[feature] = lane[feature * RowTiles.TileRows];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreConsecutive(ReadOnlySpan<long> numbers)
    {
        var differences = Vector256<long>.Zero;
        var expected = Vector256.Create(0, 1, 2, 3) + Vector256.Create(numbers[0]);
        int index = 0;
        for (; index + Vector256<long>.Count <= numbers.Length; index += Vector256<long>.Count)
        {
            differences |= Vector256.LoadUnsafe(in numbers[0], (nuint)index) ^ expected;
            expected += Vector256.Create((long)Vector256<long>.Count);
        }

        bool areConsecutive = differences == Vector256<long>.Zero;
        for (; index < numbers.Length; index++)
        {
            areConsecutive &= numbers[index] == numbers[0] + index;
        }

        return areConsecutive;
    }

    private float[]? Padded(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            return null;
        }

        var padded = new float[TileCount * RowTiles.TileRows];
        weights[..RowCount].CopyTo(padded);
        return padded;
    }
}
