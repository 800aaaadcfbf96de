using System.Runtime.CompilerServices;
using Escala.Data;

namespace Escala.Numerics;

/// <summary>All rows of one rank in the layout of the kernels, in the order of the global row numbers.</summary>
internal sealed class RowTiles(int featureCount) : IDisposable
{
    /// <summary>The rows of a tile: four vectors of 16 float32 lanes.</summary>
    public const int TileRows = 64;

    private readonly List<TileSegment> _segments = [];

    public int FeatureCount { get; } = featureCount;

    public long RowCount { get; private set; }

    public IReadOnlyList<TileSegment> Segments => _segments;

    /// <summary>Whether rows have weights.</summary>
    public bool HasWeights => _segments.Count > 0 && _segments[0].Weights is not null;

    /// <summary>Adds a block's rows, which stay the caller's.</summary>
    public unsafe void Append(Block block)
    {
        if (block.RowCount == 0)
        {
            return;
        }

        var segment = new TileSegment(block.RowCount, FeatureCount, RowCount)
        {
            FirstRowNumber = block.RowNumbers[0],
            RowNumbers = AreConsecutive(block.RowNumbers[..block.RowCount]) ? null : block.RowNumbers[..block.RowCount].ToArray(),
            Weights = Padded(block.Weights, block.RowCount),
            Labels = block.Labels.IsEmpty ? null : block.Labels[..block.RowCount].ToArray(),
        };
        fixed (float* values = block.Values)
        {
            TileLayout.FromRows(values, block.RowCount, FeatureCount, segment.Values);
        }

        _segments.Add(segment);
        RowCount += block.RowCount;
    }

    /// <summary>Adds blocks' rows and disposes each block as soon as its rows are here.</summary>
    public void TakeOver(IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            using (block)
            {
                Append(block);
            }
        }
    }

    /// <summary>The segment that holds a row, and the row's index there.</summary>
    public (TileSegment Segment, int Row) Locate(long index)
    {
        int low = 0;
        int high = _segments.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].Offset <= index ? (middle, high) : (low, middle - 1);
        }

        return (_segments[low], (int)(index - _segments[low].Offset));
    }

    public void Dispose()
    {
        foreach (TileSegment segment in _segments)
        {
            segment.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreConsecutive(ReadOnlySpan<long> numbers)
    {
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[0] + i)
            {
                return false;
            }
        }

        return true;
    }

    private static float[]? Padded(ReadOnlySpan<float> weights, int rowCount)
    {
        if (weights.IsEmpty)
        {
            return null;
        }

        var padded = new float[(rowCount + TileRows - 1) / TileRows * TileRows];
        weights[..rowCount].CopyTo(padded);
        return padded;
    }
}
