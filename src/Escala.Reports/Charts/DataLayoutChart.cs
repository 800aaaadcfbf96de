using Escala.Reports.Results;
using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>The way of the data from files to blocks, with rows and bytes at every step.</summary>
internal static class DataLayoutChart
{
    private const float Heading = 32;
    private const float Padding = 8;
    private const float Gap = 10;
    private const float Arrow = 26;

    /// <summary>The chart of the engine with the most ranks; null where no engine finished.</summary>
    public static ChartSheet? Of(WorkloadReport workload, ChartWords words)
    {
        if (workload.Finished.MaxBy(run => run.Result!.Ranks) is not { Result: { Data.Pieces.Count: > 0, PerRank.Count: > 0 } fit } run)
        {
            return null;
        }

        IReadOnlyList<LayoutTier> tiers = new DataLayout(fit, words).Tiers();
        return new ChartSheet
        {
            Name = "data-layout",
            Title = words.Format("layout.title", words.Names.Engine(run.Name)),
            Description = words.Format("layout.description", string.Join("; ", tiers.Select(tier => tier.Heading))),
            Panels = [.. tiers.Select((tier, index) => Panel(tier, index, tiers.Count))],
        };
    }

    private static ChartPanel Panel(LayoutTier tier, int index, int count)
    {
        float boxes = (tier.Boxes.Max(lines => lines.Count) * ChartStyle.LineHeight) + (2 * Padding);
        bool isLast = index == count - 1;
        IReadOnlyList<string> heading = TextLines.Wrap(tier.Heading, ChartStyle.TextSize, ChartStyle.Width - (2 * ChartStyle.Margin));
        float top = Heading + ((heading.Count - 1) * ChartStyle.LineHeight);
        return new ChartPanel(top + boxes + (isLast ? 0 : Arrow), canvas =>
        {
            for (int line = 0; line < heading.Count; line++)
            {
                canvas.Write(heading[line], ChartStyle.Margin, canvas.Area.Top + Heading - 10 + (line * ChartStyle.LineHeight));
            }

            var area = new SKRect(
                ChartStyle.Margin, canvas.Area.Top + top, ChartStyle.Width - ChartStyle.Margin, canvas.Area.Top + top + boxes);
            PaintBoxes(canvas, tier, area, ColourOf(canvas.Theme, index));
            if (!isLast)
            {
                PaintArrow(canvas, area.Bottom + 4);
            }
        });
    }

    private static void PaintBoxes(ChartCanvas canvas, LayoutTier tier, SKRect area, Color fill)
    {
        float width = (area.Width - ((tier.Boxes.Count - 1) * Gap)) / tier.Boxes.Count;
        for (int index = 0; index < tier.Boxes.Count; index++)
        {
            float left = area.Left + (index * (width + Gap));
            var box = new SKRect(left, area.Top, left + width, area.Bottom);
            canvas.Fill(box, canvas.Theme.Ground.MixedWith(fill, 0.3));
            canvas.Outline(box);
            float baseline = area.Top + Padding + ChartStyle.TextSize;
            foreach (string line in tier.Boxes[index])
            {
                string text = TextLines.Shorten(line, ChartStyle.TextSize, width - Padding);
                canvas.Write(text, box.MidX, baseline, align: SKTextAlign.Center);
                baseline += ChartStyle.LineHeight;
            }
        }
    }

    private static void PaintArrow(ChartCanvas canvas, float top)
    {
        float middle = canvas.Area.MidX;
        float tip = top + Arrow - 6;
        canvas.Line(new SKPoint(middle, top), new SKPoint(middle, tip), canvas.Theme.Text, 2);
        canvas.Line(new SKPoint(middle - 6, tip - 7), new SKPoint(middle, tip), canvas.Theme.Text, 2);
        canvas.Line(new SKPoint(middle + 6, tip - 7), new SKPoint(middle, tip), canvas.Theme.Text, 2);
    }

    private static Color ColourOf(ChartTheme theme, int tier) => tier switch
    {
        0 => theme.Sky,
        1 => theme.Orange,
        2 => theme.Green,
        _ => theme.Purple,
    };
}
