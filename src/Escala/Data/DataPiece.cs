namespace Escala.Data;

/// <summary>
/// A part of one file that one rank reads: a range of rows, a range of bytes, or the whole file. A range of bytes has the lines that
/// follow the line breaks in it, the last one to its end; its row numbers are known when all ranks have counted theirs.
/// </summary>
public sealed record DataPiece
{
    /// <summary>The 0-based index into <see cref="DataPlan.Files"/>.</summary>
    public required int FileIndex { get; init; }

    /// <summary>The first row of the file that belongs to the piece, 0-based.</summary>
    public required long StartRow { get; init; }

    /// <summary>The row of the file after the last one of the piece; null for "to the end", where the number of rows is not known.</summary>
    public required long? EndRow { get; init; }

    /// <summary>
    /// The global number of the file's row 0, counted over all files of the plan in order; null where an earlier file has to be
    /// read to know it.
    /// </summary>
    public required long? FileFirstRow { get; init; }

    /// <summary>The first byte of a range of bytes; null where the piece is none.</summary>
    public long? StartByte { get; init; }

    /// <summary>The byte after the last one of a range of bytes; null where the piece is none.</summary>
    public long? EndByte { get; init; }
}
