using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>Horizontal bars, a row each, with a name before and a figure behind.</summary>
internal static class BarRows
{
    /// <summary>The height of a row, in pixels.</summary>
    public const float RowHeight = 30;

    private const float MostNameWidth = 260;
    private const float Gap = 8;

    /// <summary>Draws the bars from the top of a canvas, the longest as long as there is room.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="rows">The rows, at least one; one length is above 0.</param>
    public static void Paint(ChartCanvas canvas, IReadOnlyList<(string Name, double Length, string Figure, Color Fill)> rows)
    {
        float names = Math.Min(MostNameWidth, rows.Max(row => ChartFont.Width(row.Name, ChartStyle.TextSize)));
        float left = ChartStyle.Margin + names + Gap;
        float figures = Gap + rows.Max(row => ChartFont.Width(row.Figure, ChartStyle.TextSize));
        float longest = ChartStyle.Width - ChartStyle.Margin - figures - left;
        double most = rows.Max(row => row.Length);
        for (int row = 0; row < rows.Count; row++)
        {
            float top = canvas.Area.Top + (row * RowHeight);
            float baseline = top + (RowHeight / 2) + (ChartStyle.TextSize * 0.36f);
            string name = TextLines.Shorten(rows[row].Name, ChartStyle.TextSize, MostNameWidth);
            canvas.Write(name, left - Gap, baseline, align: SKTextAlign.Right);
            var bar = new SKRect(left, top + 5, left + (float)(longest * rows[row].Length / most), top + RowHeight - 5);
            canvas.Fill(bar, rows[row].Fill);
            canvas.Outline(bar);
            canvas.Write(rows[row].Figure, bar.Right + Gap, baseline);
        }
    }
}
