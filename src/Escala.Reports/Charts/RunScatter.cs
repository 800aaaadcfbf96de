using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>Runs as points with names beside them.</summary>
internal static class RunScatter
{
    /// <summary>Draws the points over a whole canvas.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="padding">The space around the data.</param>
    /// <param name="points">The points.</param>
    /// <param name="avoided">Places that names must not cover, beside the points.</param>
    /// <param name="limits">The limits of the axes.</param>
    /// <param name="draw">Draws what is beneath the points: axes, lines.</param>
    public static void Paint(
        ChartCanvas canvas,
        PixelPadding padding,
        IReadOnlyList<RunPoint> points,
        IReadOnlyList<Coordinates> avoided,
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
            Names(plot, canvas, padding, points, avoided, limits);
        });

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

    private static void Names(
        Plot plot,
        ChartCanvas canvas,
        PixelPadding padding,
        IReadOnlyList<RunPoint> points,
        IReadOnlyList<Coordinates> avoided,
        AxisLimits limits)
    {
        var data = new PixelRect(
            padding.Left, canvas.Area.Width - padding.Right, canvas.Area.Height - padding.Bottom, padding.Top);
        Pixel[] pixels = [.. points.Select(point => Pixel(point.Place, data, limits))];
        float[] widths = [.. points.Select(point => ChartFont.Width(point.Name, ChartStyle.TextSize))];
        var bounds = new PixelRect(data.Left + 4, data.Right, data.Bottom - 4, data.Top);
        IReadOnlyList<PixelRect> marks =
        [
            .. points.SelectMany(point => Marks(point, data, limits)),
            .. avoided.Select(place => Around(Pixel(place, data, limits), 3)),
        ];
        IReadOnlyList<Pixel> corners = LabelPlaces.Of(pixels, widths, ChartStyle.LineHeight - 2, marks, bounds);
        for (int index = 0; index < points.Count; index++)
        {
            Text name = ChartStyle.Write(plot, canvas.Theme, points[index].Name, points[index].Place, Alignment.UpperLeft);
            name.OffsetX = corners[index].X - pixels[index].X;
            name.OffsetY = corners[index].Y - pixels[index].Y;
        }
    }

    // What names must not cover: the point and the lines of its reach.
    private static IEnumerable<PixelRect> Marks(RunPoint point, PixelRect data, AxisLimits limits)
    {
        Pixel centre = Pixel(point.Place, data, limits);
        Pixel least = Pixel(new Coordinates(point.Reach.Left, point.Reach.Bottom), data, limits);
        Pixel most = Pixel(new Coordinates(point.Reach.Right, point.Reach.Top), data, limits);
        yield return Around(centre, 8);
        yield return new PixelRect(least.X, most.X, centre.Y + 2, centre.Y - 2);
        yield return new PixelRect(centre.X - 2, centre.X + 2, least.Y, most.Y);
    }

    private static PixelRect Around(Pixel centre, float reach) =>
        new(centre.X - reach, centre.X + reach, centre.Y + reach, centre.Y - reach);

    private static Pixel Pixel(Coordinates place, PixelRect data, AxisLimits limits) => new(
        data.Left + ((place.X - limits.Left) / limits.HorizontalSpan * data.Width),
        data.Bottom - ((place.Y - limits.Bottom) / limits.VerticalSpan * data.Height));
}
