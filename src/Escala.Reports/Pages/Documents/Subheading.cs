namespace Escala.Reports.Pages.Documents;

/// <summary>A heading within a section.</summary>
/// <param name="Text">Its words.</param>
internal sealed record Subheading(string Text) : Block;
