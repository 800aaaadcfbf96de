namespace Escala.Reports.Results;

/// <summary>The part of a file that one rank reads.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="FileIndex">The 0-based file.</param>
/// <param name="StartRow">Its first row in the file.</param>
/// <param name="EndRow">The row after its last; null for the end of a file whose rows nobody has counted.</param>
internal sealed record PieceReport(int Rank, int FileIndex, long StartRow, long? EndRow);
