using Escala.Reports.Results;
using Escala.Reports.Summaries;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Where the wall time of each engine and peer went.</summary>
internal static class PhasesChart
{
    private const float RowHeight = 62;

    /// <summary>The chart; null where no run finished.</summary>
    public static ChartSheet? Of(WorkloadReport workload, ChartWords words)
    {
        RunGroup[] groups = [.. FinishedRuns.Of(workload)];
        if (groups.Length == 0)
        {
            return null;
        }

        RunPart[] parts = [.. RunPart.All.Where(part => groups.Any(group => part.SecondsOf(group) > 0))];
        return new ChartSheet
        {
            Name = "phases",
            Title = words["phases.title"],
            Description = Describe(groups, parts, words),
            Legend = [.. parts.Select(part => new LegendEntry(part.Name(words), LegendMark.Box, part.Colour))],
            Panels = [new ChartPanel((groups.Length * RowHeight) + ChartStyle.BottomAxis, canvas => Paint(canvas, groups, parts, words))],
        };
    }

    private static void Paint(ChartCanvas canvas, RunGroup[] groups, RunPart[] parts, ChartWords words) =>
        canvas.Plot(new PixelPadding(20, 24, ChartStyle.BottomAxis, 0), plot =>
        {
            ChartStyle.Hide(plot, plot.Axes.Left);
            ChartStyle.Numbers(plot.Axes.Bottom, words["axis.seconds"], words, 6);
            for (int row = 0; row < groups.Length; row++)
            {
                PaintRow(plot, canvas.Theme, groups[row], parts, -row, words);
            }

            plot.Axes.SetLimits(0, 1.02 * groups.Max(RunPart.WholeOf), 0.1 - groups.Length, 0.1);
        });

    // The name stands above its bar, where the longest has room.
    private static void PaintRow(Plot plot, ChartTheme theme, RunGroup group, RunPart[] parts, double top, ChartWords words)
    {
        double from = 0;
        foreach (RunPart part in parts)
        {
            double seconds = part.SecondsOf(group) ?? 0;
            if (seconds > 0)
            {
                ChartStyle.Fill(plot, new CoordinateRect(from, from + seconds, top - 0.75, top - 0.33), part.Colour(theme), theme.Text);
            }

            from += seconds;
        }

        string text = words.Format("phases.bar", words.Run(group), words.Seconds(RunPart.WholeOf(group)));
        ChartStyle.Write(plot, theme, text, new Coordinates(0, top - 0.29), Alignment.LowerLeft);
    }

    private static string Describe(RunGroup[] groups, RunPart[] parts, ChartWords words) => words.Format(
        "phases.description",
        string.Join("; ", groups.Select(group => words.Format(
            "phases.row", words.Run(group), words.Seconds(RunPart.WholeOf(group)), string.Join(", ", Largest(group, parts, words))))));

    private static IEnumerable<string> Largest(RunGroup group, RunPart[] parts, ChartWords words) => parts
        .Select(part => (Name: part.Name(words), Seconds: part.SecondsOf(group) ?? 0))
        .OrderByDescending(part => part.Seconds)
        .Take(3)
        .Select(part => $"{part.Name} {words.Seconds(part.Seconds)}");
}
