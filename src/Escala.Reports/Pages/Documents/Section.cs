namespace Escala.Reports.Pages.Documents;

/// <summary>A part of a document with a heading of its own.</summary>
/// <param name="Id">What links to it say: lower-case letters and hyphens, the same in every language.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What stands in it.</param>
internal sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks);
