namespace Escala.Data;

/// <summary>Rows that were written to be sent to a rank.</summary>
/// <param name="Hash">The SHA-256 of the bytes, in lower-case hexadecimal digits.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record ShippedFile(string Hash, long Bytes, long Rows);
