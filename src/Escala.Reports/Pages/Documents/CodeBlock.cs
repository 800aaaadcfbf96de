namespace Escala.Reports.Pages.Documents;

/// <summary>Lines to type or to copy.</summary>
/// <param name="Text">The lines.</param>
internal sealed record CodeBlock(string Text) : Block;
