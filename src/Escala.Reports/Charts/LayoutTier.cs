namespace Escala.Reports.Charts;

/// <summary>A step of the data's way, as boxes side by side.</summary>
/// <param name="Heading">What the boxes are, and all of them in figures.</param>
/// <param name="Boxes">The lines of text in each box.</param>
internal sealed record LayoutTier(string Heading, IReadOnlyList<IReadOnlyList<string>> Boxes);
