namespace Escala.Reports.Pages.Documents;

/// <summary>Sentences.</summary>
/// <param name="Text">The sentences.</param>
internal sealed record Paragraph(string Text) : Block;
