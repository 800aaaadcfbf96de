namespace Escala.Data;

/// <summary>What was read of the data.</summary>
/// <param name="Rows">The rows that were read, before the selection and the dropping of rows with missing values.</param>
/// <param name="Used">The rows that were handed on.</param>
/// <param name="Dropped">The rows left out because a value was missing.</param>
/// <param name="Bytes">The bytes of the files that hold the rows that were read.</param>
public sealed record ReadCounts(long Rows, long Used, long Dropped, long Bytes);
