using Escala.Data;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Rows and labels of a caller in the form that the figures are computed from, and the threads to do it.</summary>
internal sealed class LabelledArrays : IDisposable
{
    /// <summary>The values that are copied at a time.</summary>
    private const int BlockValues = 1 << 22;

    private readonly RowTiles _rows;
    private readonly RowLabels _labels;

    /// <summary>Checks and copies.</summary>
    /// <param name="owner">The method that was called, for messages.</param>
    /// <param name="rows">Row-major (rows, features).</param>
    /// <param name="features">The number of features.</param>
    /// <param name="labels">One label per row; any integers.</param>
    /// <param name="threads">The number of threads, or null for as many as the machine has cores.</param>
    public LabelledArrays(string owner, ReadOnlySpan<float> rows, int features, ReadOnlySpan<int> labels, int? threads)
    {
        Check(owner, rows, features, labels, threads);
        RowCount = labels.Length;
        _rows = Copy(rows, features);
        int[] distinct = [.. labels.ToArray().Distinct().Order()];
        _labels = new RowLabels(_rows, distinct.Length);
        foreach ((int s, TileSegment segment) in _rows.Segments.Index())
        {
            var indices = new int[segment.RowCount];
            for (int row = 0; row < indices.Length; row++)
            {
                indices[row] = Array.BinarySearch(distinct, labels[(int)segment.Offset + row]);
            }

            _labels.Write(s, 0, indices);
        }

        Tiles = new LabelledTiles(_rows, _labels);
        Team = new CoreTeam(threads ?? Environment.ProcessorCount);
    }

    public int RowCount { get; }

    public LabelledTiles Tiles { get; }

    public CoreTeam Team { get; }

    public void Dispose()
    {
        Team.Dispose();
        _labels.Dispose();
        _rows.Dispose();
    }

    private static void Check(string owner, ReadOnlySpan<float> rows, int features, ReadOnlySpan<int> labels, int? threads)
    {
        if (features < 1)
        {
            throw new ArgumentException($"features of {owner} must be at least 1, but was {features}. Pass the number of columns.");
        }

        if (rows.Length != (long)labels.Length * features)
        {
            throw new ArgumentException(
                $"rows of {owner} must be one value per label and feature, {labels.Length} x {features}, but was {rows.Length} values. "
                + "Pass as many labels as rows.");
        }

        if (threads < 1)
        {
            throw new ArgumentException($"threads of {owner} must be at least 1, but was {threads}. Pass null for all cores.");
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
            {
                throw new ArgumentException(
                    $"rows of {owner} must be finite, but was {rows[i]} in row {i / features}, column {i % features}. "
                    + "Remove or replace such rows.");
            }
        }
    }

    private static RowTiles Copy(ReadOnlySpan<float> rows, int features)
    {
        var tiles = new RowTiles(features);
        int rowCount = rows.Length / features;
        using var block = new Block(Math.Clamp(BlockValues / features, 1, Math.Max(rowCount, 1)), features);
        for (int first = 0; first < rowCount; first += block.RowCount)
        {
            block.RowCount = Math.Min(block.Capacity, rowCount - first);
            rows.Slice(first * features, block.RowCount * features).CopyTo(block.Values);
            for (int row = 0; row < block.RowCount; row++)
            {
                block.RowNumbers[row] = first + row;
            }

            tiles.Append(block);
        }

        return tiles;
    }
}
