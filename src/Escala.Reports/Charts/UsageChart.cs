using Escala.Measurement;
using Escala.Reports.Results;
using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>CPU or memory over time: a panel for each engine and peer, all on the same axes so that they can be compared.</summary>
internal static class UsageChart
{
    private const float PlotHeight = 118;
    private const float Heading = 28;

    /// <summary>More ranks than this are drawn alike: nobody could tell their colours apart.</summary>
    private const int ColouredRanks = 4;

    /// <summary>CPU over time; null where no run took samples.</summary>
    public static ChartSheet? Cpu(WorkloadReport workload, ChartWords words) =>
        Of("cpu", workload, words, UsageSeries.CpuPercent, smallestTop: 105, (run, key) =>
            words.Format(key, run.Name, words.Short(run.Mean), words.Short(run.Highest), words.Seconds(run.End)));

    /// <summary>Resident memory over time; null where no run took samples.</summary>
    public static ChartSheet? Memory(WorkloadReport workload, ChartWords words) =>
        Of("memory", workload, words, UsageSeries.ResidentMebibytes, smallestTop: 0, (run, key) =>
            words.Format(key, run.Name, words.Short(run.Ranks[0][0].Y), words.Short(run.Highest), words.Seconds(run.End)));

    private static ChartSheet? Of(
        string key,
        WorkloadReport workload,
        ChartWords words,
        Func<RankMeasurement, IReadOnlyList<Coordinates>> curve,
        double smallestTop,
        Func<UsageRun, string, string> describe)
    {
        IReadOnlyList<UsageRun> runs = UsageRun.Of(workload, words, curve);
        if (runs.Count == 0)
        {
            return null;
        }

        var limits = new AxisLimits(0, 1.01 * runs.Max(run => run.End), 0, Math.Max(smallestTop, 1.08 * runs.Max(run => run.Highest)));
        return new ChartSheet
        {
            Name = $"{key}-over-time",
            Title = words[$"{key}.title"],
            Description = words.Format($"{key}.description", string.Join("; ", runs.Select(run => describe(run, $"{key}.row")))),
            Legend = [.. Lines(runs, words), .. Spans(runs)],
            Panels = [.. runs.Select((run, index) => Panel(run, index == runs.Count - 1, limits, words[$"{key}.axis"], words))],
        };
    }

    private static ChartPanel Panel(UsageRun run, bool isLast, AxisLimits limits, string axis, ChartWords words)
    {
        float bottom = isLast ? ChartStyle.BottomAxis : ChartStyle.BottomNumbers;
        return new ChartPanel(Heading + PlotHeight + bottom, canvas =>
        {
            canvas.Write(run.Name, ChartStyle.LeftAxis, canvas.Area.Top + Heading - 8);
            canvas.Plot(new PixelPadding(ChartStyle.LeftAxis, 24, bottom, Heading), plot =>
            {
                ChartStyle.Numbers(plot.Axes.Left, axis, words, 3);
                ChartStyle.Numbers(plot.Axes.Bottom, isLast ? words["axis.job-seconds"] : "", words, 6);
                Paint(plot, canvas.Theme, run, limits);
            });
        });
    }

    private static void Paint(Plot plot, ChartTheme theme, UsageRun run, AxisLimits limits)
    {
        foreach (PhaseSpan span in run.Phases)
        {
            Color shade = span.Colour(theme).WithAlpha(theme.Shade);
            ChartStyle.Fill(plot, new CoordinateRect(span.From, span.To, 0, limits.Top), shade, Colors.Transparent);
        }

        for (int rank = 0; rank < run.Ranks.Count; rank++)
        {
            Scatter line = plot.Add.ScatterLine(run.Ranks[rank].ToArray());
            line.LineColor = ColourOf(theme, rank, run.Ranks.Count);
            line.LineWidth = 2;
        }

        plot.Axes.SetLimits(limits);
    }

    // Beside the phases' shades the ranks' own colours must not be the same ones: the first is the text's.
    private static Color ColourOf(ChartTheme theme, int rank, int ranks) =>
        rank == 0 || ranks > ColouredRanks ? theme.Text : theme.Series(rank + 2);

    private static IEnumerable<LegendEntry> Lines(IReadOnlyList<UsageRun> runs, ChartWords words)
    {
        int ranks = runs.Max(run => run.Ranks.Count);
        return ranks > ColouredRanks
            ? [new LegendEntry(words["usage.every-rank"], LegendMark.Line, theme => theme.Text)]
            : Enumerable.Range(0, ranks).Select(rank =>
                new LegendEntry(words.Format("usage.rank", rank), LegendMark.Line, theme => ColourOf(theme, rank, ranks)));
    }

    private static IEnumerable<LegendEntry> Spans(IReadOnlyList<UsageRun> runs) => runs
        .SelectMany(run => run.Phases)
        .DistinctBy(span => span.Name)
        .Select(span => new LegendEntry(span.Name, LegendMark.Box, theme => theme.Ground.MixedWith(span.Colour(theme), theme.Shade)));
}
