namespace Escala.Reports.Results;

/// <summary>One file of the data.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Rows">Its rows; null where nobody has counted them.</param>
/// <param name="RowGroups">The groups of rows that can be read apart; 1 where it is read whole.</param>
internal sealed record FileReport(string Path, long Bytes, long? Rows, int RowGroups);
