namespace Escala.DuckDb.Native;

/// <summary>What DuckDB said; it never leaves this project, which makes a <see cref="Data.DatasetException"/> of it.</summary>
internal sealed class DuckDbFailure(string message) : Exception(message);
