namespace Escala.Data;

/// <summary>What to read of a piece.</summary>
public sealed record PieceRequest
{
    /// <summary>The file.</summary>
    public required DataFile File { get; init; }

    /// <summary>The first row of the file, 0-based.</summary>
    public long StartRow { get; init; }

    /// <summary>The row after the last one; null for all rows to the end.</summary>
    public long? EndRow { get; init; }

    /// <summary>
    /// The first byte of a range of bytes, whose rows are those from <see cref="StartRow"/> to <see cref="EndRow"/>; null where the
    /// rows alone say what to read. Only of files with <see cref="DataFile.HasByteRanges"/>.
    /// </summary>
    public long? StartByte { get; init; }

    /// <summary>The byte after the last one of a range of bytes, or null.</summary>
    public long? EndByte { get; init; }

    /// <summary>The query applied to the piece, or null.</summary>
    public string? Sql { get; init; }

    /// <summary>The feature columns, in order.</summary>
    public required IReadOnlyList<DataColumn> Features { get; init; }

    /// <summary>The label column, or null.</summary>
    public DataColumn? Label { get; init; }

    /// <summary>The weight column, or null.</summary>
    public DataColumn? Weights { get; init; }

    /// <summary>The group column, or null.</summary>
    public DataColumn? Group { get; init; }

    /// <summary>The cores that reading may use, at least 1.</summary>
    public int Threads { get; init; } = 1;
}
