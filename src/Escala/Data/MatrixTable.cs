using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>A row-major matrix as it is in the caller's memory; its columns are x0, x1, ...</summary>
internal sealed class MatrixTable : IMemoryTable
{
    private readonly float[,]? _array;
    private readonly ReadOnlyMemory<float> _rows;

    /// <summary>Wraps an array (rows, features).</summary>
    public MatrixTable(float[,] rows)
    {
        _array = rows;
        RowCount = rows.GetLength(0);
        Columns = Name(rows.GetLength(1));
    }

    /// <summary>Wraps values row by row.</summary>
    public MatrixTable(ReadOnlyMemory<float> rows, int features)
    {
        _rows = rows;
        RowCount = rows.Length / features;
        Columns = Name(features);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DataColumn> Columns { get; }

    /// <inheritdoc/>
    public int RowCount { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy(int column, int firstRow, int count, Span<float> target, int stride)
    {
        int columns = Columns.Count;
        ReadOnlySpan<float> rows = Rows(firstRow, count);
        for (int i = 0; i < count; i++)
        {
            target[i * stride] = rows[(i * columns) + column];
        }
    }

    /// <inheritdoc/>
    public bool TryCopyRows(int firstRow, int count, Span<float> target)
    {
        Rows(firstRow, count).CopyTo(target);
        return true;
    }

    private ReadOnlySpan<float> Rows(int firstRow, int count) => _array is null
        ? _rows.Span.Slice(firstRow * Columns.Count, count * Columns.Count)
        : MemoryMarshal.CreateReadOnlySpan(in _array[firstRow, 0], count * Columns.Count);

    private static DataColumn[] Name(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DataColumn { Name = $"x{i}", Type = ColumnType.Number, StoredType = "float" })];
}
