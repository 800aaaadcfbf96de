namespace Escala.Data;

/// <summary>Rows that somebody holds in memory, column by column.</summary>
internal interface IMemoryTable
{
    /// <summary>The columns.</summary>
    IReadOnlyList<DataColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    int RowCount { get; }

    /// <summary>Copies values of one column as float32, NaN for missing.</summary>
    /// <param name="column">The index of the column.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Where to: row i's value goes to i x <paramref name="stride"/>.</param>
    /// <param name="stride">The distance between two values.</param>
    void Copy(int column, int firstRow, int count, Span<float> target, int stride);

    /// <summary>Copies whole rows, all columns in their order, where the table holds them as float32 row by row.</summary>
    /// <param name="firstRow">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Row-major (count, columns).</param>
    /// <returns>Whether the table could; if not, nothing was written.</returns>
    bool TryCopyRows(int firstRow, int count, Span<float> target);
}
