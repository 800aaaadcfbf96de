namespace Escala.Reports.Charts;

/// <summary>A part of a chart, as wide as the chart; panels are one below the other.</summary>
/// <param name="Height">Its height, in pixels.</param>
/// <param name="Paint">Draws it.</param>
internal sealed record ChartPanel(float Height, Action<ChartCanvas> Paint);
