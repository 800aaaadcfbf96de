namespace Escala.Reports.Results;

/// <summary>What a file of the data looked like when a comparison began: another size or time means that it was changed.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was last written, in UTC.</param>
internal sealed record FileStampReport(string Path, long Bytes, DateTimeOffset Modified);
