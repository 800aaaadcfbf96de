using Escala.Reports.Results;
using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>A part of a chart to draw on.</summary>
/// <param name="canvas">The whole chart.</param>
/// <param name="area">The part, in pixels.</param>
/// <param name="theme">The colours.</param>
internal sealed class ChartCanvas(SKCanvas canvas, SKRect area, ChartTheme theme)
{
    /// <summary>The colours.</summary>
    public ChartTheme Theme => theme;

    /// <summary>The part, in pixels.</summary>
    public SKRect Area => area;

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="size">Its size.</param>
    /// <param name="align">Which part of it is at <paramref name="x"/>.</param>
    public void Write(string text, float x, float baseline, float size = ChartStyle.TextSize, SKTextAlign align = SKTextAlign.Left)
    {
        // Skia's SVG knows no alignment: the text begins where it would.
        float width = ChartFont.Width(text, size);
        float left = align switch
        {
            SKTextAlign.Left => x,
            SKTextAlign.Center => x - (width / 2),
            _ => x - width,
        };
        using SKFont font = ChartFont.Sized(size);
        using SKPaint paint = Filling(theme.Text);
        canvas.DrawText(text, left, baseline, font, paint);
    }

    /// <summary>Writes a text upwards.</summary>
    /// <param name="text">The text.</param>
    /// <param name="baseline">Where its letters stand, from the left.</param>
    /// <param name="bottom">Where it begins.</param>
    public void WriteUp(string text, float baseline, float bottom)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, baseline, bottom);
        Write(text, baseline, bottom);
        canvas.Restore();
    }

    /// <summary>Fills boxes, as one path.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="fill">The colour.</param>
    public void Fill(IEnumerable<SKRect> boxes, Color fill)
    {
        using var path = new SKPath();
        foreach (SKRect box in boxes)
        {
            path.AddRect(box);
        }

        using SKPaint paint = Filling(fill);
        canvas.DrawPath(path, paint);
    }

    /// <summary>Fills a box.</summary>
    /// <param name="box">The box.</param>
    /// <param name="fill">The colour.</param>
    public void Fill(SKRect box, Color fill)
    {
        using SKPaint paint = Filling(fill);
        canvas.DrawRect(box, paint);
    }

    /// <summary>Draws a box's outline.</summary>
    /// <param name="box">The box.</param>
    public void Outline(SKRect box)
    {
        using SKPaint paint = Drawing(theme.Text, 1);
        canvas.DrawRect(box, paint);
    }

    /// <summary>Draws a line.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="width">How wide it is.</param>
    public void Line(SKPoint from, SKPoint to, Color colour, float width)
    {
        using SKPaint paint = Drawing(colour, width);
        canvas.DrawLine(from, to, paint);
    }

    /// <summary>Draws a mark.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="centre">Where it is.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="fill">The colour.</param>
    public void Mark(MarkShape shape, SKPoint centre, float radius, Color fill)
    {
        using var path = new SKPath();
        shape.AddTo(path, centre.X, centre.Y, radius);
        using SKPaint inside = Filling(fill);
        canvas.DrawPath(path, inside);
        using SKPaint outline = Drawing(theme.Text, 0.75f);
        canvas.DrawPath(path, outline);
    }

    /// <summary>Draws a picture as large as fits into a box, its pixels as squares, with an outline.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="box">The box.</param>
    public void Draw(ImagePicture picture, SKRect box)
    {
        float scale = Math.Min(box.Width / picture.Width, box.Height / picture.Height);
        (float width, float height) = (scale * picture.Width, scale * picture.Height);
        var place = SKRect.Create(box.MidX - (width / 2), box.MidY - (height / 2), width, height);
        using SKImage image = PictureImage.Of(picture);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Nearest));
        Outline(place);
    }

    /// <summary>Draws a plot over the whole part.</summary>
    /// <param name="padding">The space around its data, for axes.</param>
    /// <param name="draw">Draws the plot.</param>
    public void Plot(PixelPadding padding, Action<Plot> draw)
    {
        using var plot = new Plot();
        ChartStyle.Apply(plot, theme);
        plot.Layout.Fixed(padding);
        draw(plot);
        var place = new PixelRect(area.Left, area.Right, area.Bottom, area.Top);

        // A plot is drawn again as long as its limits change, which they do the first time: then nothing must be drawn yet.
        using (var nothing = new SKNoDrawCanvas((int)area.Right, (int)area.Bottom))
        {
            plot.Render(nothing, place);
        }

        plot.Render(canvas, place);
    }

    private static SKPaint Filling(Color colour) => new() { IsAntialias = true, Color = colour.ToSKColor() };

    private static SKPaint Drawing(Color colour, float width) =>
        new() { IsAntialias = true, Color = colour.ToSKColor(), Style = SKPaintStyle.Stroke, StrokeWidth = width };
}
