namespace Escala.Data;

/// <summary>Rows that lie on the node of one rank only, as an NPY file, whose columns have the names that are told here.</summary>
/// <param name="Path">The file on that node.</param>
/// <param name="Columns">The name of each of its columns.</param>
internal sealed record NodeRows(string Path, IReadOnlyList<string> Columns);
