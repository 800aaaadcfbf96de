namespace Escala.Reports.Pages.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumeric">Whether it holds numbers, which stand at the right.</param>
internal sealed record Column(string Title, bool IsNumeric = false);
