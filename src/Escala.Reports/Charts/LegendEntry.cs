using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>A name in a chart's legend.</summary>
/// <param name="Text">The name.</param>
/// <param name="Mark">What stands before it.</param>
/// <param name="Colour">The colour of that.</param>
/// <param name="Shape">Its shape, where it is a mark of a shape.</param>
internal sealed record LegendEntry(string Text, LegendMark Mark, Func<ChartTheme, Color> Colour, MarkShape? Shape = null);
