using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>Runs as points, which the legend names.</summary>
internal static class RunScatter
{
    /// <summary>Draws the points over a whole canvas.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="padding">The space around the data.</param>
    /// <param name="points">The points.</param>
    /// <param name="limits">The limits of the axes.</param>
    /// <param name="draw">Draws what is beneath the points: axes, lines.</param>
    public static void Paint(
        ChartCanvas canvas,
        PixelPadding padding,
        IReadOnlyList<RunPoint> points,
        AxisLimits limits,
        Action<Plot> draw) => canvas.Plot(padding, plot =>
        {
            draw(plot);
            foreach (RunPoint point in points)
            {
                Reach(plot, point, canvas.Theme);
                plot.PlottableList.Add(
                    new MarkCloud([point.Place], MarkShape.Of(point.Index), 7.5f, canvas.Theme.Series(point.Index), canvas.Theme.Text));
            }

            plot.Axes.SetLimits(limits);
        });

    /// <summary>The points' names with their marks.</summary>
    public static IEnumerable<LegendEntry> Legend(IEnumerable<RunPoint> points) => points.Select(point =>
        new LegendEntry(point.Name, LegendMark.Shape, theme => theme.Series(point.Index), MarkShape.Of(point.Index)));

    private static void Reach(Plot plot, RunPoint point, ChartTheme theme)
    {
        LinePlot[] lines =
        [
            plot.Add.Line(point.Reach.Left, point.Place.Y, point.Reach.Right, point.Place.Y),
            plot.Add.Line(point.Place.X, point.Reach.Bottom, point.Place.X, point.Reach.Top),
        ];
        foreach (LinePlot line in lines)
        {
            line.LineColor = theme.Text;
            line.LineWidth = 1.5f;
            line.MarkerSize = 0;
        }
    }
}
