namespace Escala.Reports.Pages.Documents;

/// <summary>One of the things that stand below each other in a section.</summary>
internal abstract record Block;
