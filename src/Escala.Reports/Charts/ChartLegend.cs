using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>A legend in as many lines as it needs.</summary>
internal sealed class ChartLegend
{
    private const float MarkWidth = 22;
    private const float Gap = 18;

    private readonly List<(LegendEntry Entry, float X, int Line)> _places = [];

    /// <summary>Arranges a legend.</summary>
    /// <param name="entries">The names.</param>
    public ChartLegend(IReadOnlyList<LegendEntry> entries)
    {
        float x = 0;
        int line = 0;
        foreach (LegendEntry entry in entries)
        {
            float width = MarkWidth + ChartFont.Width(entry.Text, ChartStyle.TextSize);
            if (x > 0 && x + width > ChartStyle.Width - (2 * ChartStyle.Margin))
            {
                x = 0;
                line++;
            }

            _places.Add((entry, x, line));
            x += width + Gap;
        }

        Height = entries.Count == 0 ? 0 : (line + 1) * ChartStyle.LineHeight;
    }

    /// <summary>Its height, in pixels.</summary>
    public float Height { get; }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where to.</param>
    public void Paint(ChartCanvas canvas)
    {
        foreach ((LegendEntry entry, float x, int line) in _places)
        {
            float left = canvas.Area.Left + x;
            float middle = canvas.Area.Top + ((line + 0.5f) * ChartStyle.LineHeight);
            PaintMark(canvas, entry, left, middle);
            canvas.Write(entry.Text, left + MarkWidth, middle + (ChartStyle.TextSize * 0.36f));
        }
    }

    private static void PaintMark(ChartCanvas canvas, LegendEntry entry, float left, float middle)
    {
        ScottPlot.Color colour = entry.Colour(canvas.Theme);
        switch (entry.Mark)
        {
            case LegendMark.Box:
                var box = new SKRect(left + 1, middle - 7, left + 15, middle + 7);
                canvas.Fill(box, colour);
                canvas.Outline(box);
                break;
            case LegendMark.Line:
                canvas.Line(new SKPoint(left, middle), new SKPoint(left + 17, middle), colour, 3);
                break;
            case LegendMark.Dashes:
                canvas.Line(new SKPoint(left, middle), new SKPoint(left + 7, middle), colour, 2);
                canvas.Line(new SKPoint(left + 10, middle), new SKPoint(left + 17, middle), colour, 2);
                break;
            case LegendMark.Shape:
                canvas.Mark(entry.Shape!, new SKPoint(left + 8, middle), 7, colour);
                break;
            default:
                throw new InvalidOperationException($"The legend cannot draw {entry.Mark}.");
        }
    }
}
