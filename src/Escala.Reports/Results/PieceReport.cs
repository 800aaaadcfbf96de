namespace Escala.Reports.Results;

/// <summary>The part of a file that one rank reads.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="FileIndex">The 0-based file.</param>
/// <param name="StartRow">Its first row in the file.</param>
/// <param name="EndRow">The row after its last; null for the end of a file whose rows nobody has counted.</param>
/// <param name="StartByte">The first byte of a range of bytes, whose rows are counted as they are read; null where the piece is none.</param>
/// <param name="EndByte">The byte after the last one of a range of bytes; null where the piece is none.</param>
internal sealed record PieceReport(int Rank, int FileIndex, long StartRow, long? EndRow, long? StartByte = null, long? EndByte = null);
