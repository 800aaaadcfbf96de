namespace Escala.Reports.Pages.Documents;

/// <summary>The place where readers get the figures that the report is made of.</summary>
internal sealed record RawResults : Block;
