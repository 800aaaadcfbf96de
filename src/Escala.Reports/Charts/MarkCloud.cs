using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>Marks of one shape and colour in a plot, drawn as one path: thousands of them stay a small file.</summary>
/// <param name="points">Where they are.</param>
/// <param name="shape">Their shape.</param>
/// <param name="radius">Their radius, in pixels.</param>
/// <param name="fill">The colour.</param>
/// <param name="outline">The colour of the outline.</param>
internal sealed class MarkCloud(IReadOnlyList<Coordinates> points, MarkShape shape, float radius, Color fill, Color outline) : IPlottable
{
    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => new(points);

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        using var path = new SKPath();
        foreach (Coordinates point in points)
        {
            Pixel centre = Axes.GetPixel(point);
            shape.AddTo(path, centre.X, centre.Y, radius);
        }

        using var paint = new SKPaint { IsAntialias = true, Color = fill.ToSKColor() };
        rp.Canvas.DrawPath(path, paint);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 0.75f;
        paint.Color = outline.ToSKColor();
        rp.Canvas.DrawPath(path, paint);
    }
}
