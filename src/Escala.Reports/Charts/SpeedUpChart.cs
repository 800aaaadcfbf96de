using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>How many times as fast as the serial engine the others were, against the cores that they used.</summary>
internal static class SpeedUpChart
{
    /// <summary>The chart; null where the serial engine or every other one did not finish.</summary>
    public static ChartSheet? Of(WorkloadReport workload, ChartWords words)
    {
        RunGroup[] groups = [.. FinishedRuns.Of(workload)];
        RunGroup? serial = groups.FirstOrDefault(group => group is { Kind: RunKind.Engine, Name: "serial" });
        RunGroup[] others = [.. groups.Where(group => group != serial && (group.Kind == RunKind.Engine || group.Threads > 1))];
        if (serial is null || others.Length == 0)
        {
            return null;
        }

        RunPoint[] fit = Points(serial, others, group => group.OfPhase(Phase.Fit, phase => phase.WallSeconds)?.Median, words);
        RunPoint[] all = Points(serial, others, group => group.Wall!.Median, words);
        return new ChartSheet
        {
            Name = "speed-up",
            Title = words["speed-up.title"],
            Description = words.Format("speed-up.description", Describe(fit, words), Describe(all, words)),
            Legend =
            [
                .. RunScatter.Legend(all),
                new LegendEntry(words["speed-up.ideal"], LegendMark.Dashes, theme => theme.Text),
            ],
            Panels =
            [
                .. fit.Length > 0 ? [Panel(words["speed-up.fit"], fit, isLast: false, words)] : Array.Empty<ChartPanel>(),
                Panel(words["speed-up.all"], all, isLast: true, words),
            ],
        };
    }

    private static RunPoint[] Points(RunGroup serial, RunGroup[] others, Func<RunGroup, double?> seconds, ChartWords words) =>
    [
        .. others
            .Select((group, index) => (Group: group, Index: index + 1, Times: seconds(serial) / seconds(group)))
            .Where(run => run.Times is { } times && double.IsFinite(times))
            .Select(run => Point(words.Run(run.Group), run.Group.Threads, run.Times!.Value, run.Index)),
    ];

    private static RunPoint Point(string name, int cores, double times, int index) =>
        new(name, new Coordinates(cores, times), new CoordinateRect(cores, cores, times, times), index);

    private static ChartPanel Panel(string heading, RunPoint[] points, bool isLast, ChartWords words)
    {
        const float Heading = 28;
        int cores = (int)points.Max(point => point.Place.X);
        var limits = new AxisLimits(0.75, cores + 0.25, 0, 1.15 * Math.Max(cores, points.Max(point => point.Place.Y)));
        float bottom = isLast ? ChartStyle.BottomAxis : ChartStyle.BottomNumbers;
        return new ChartPanel(Heading + 190 + bottom, canvas =>
        {
            canvas.Write(heading, ChartStyle.LeftAxis, canvas.Area.Top + Heading - 8);
            RunScatter.Paint(canvas, new PixelPadding(ChartStyle.LeftAxis, 24, bottom, Heading), points, limits, plot =>
            {
                ChartStyle.Numbers(plot.Axes.Left, words["speed-up.axis"], words, 4);
                plot.Axes.Bottom.Label.Text = isLast ? words["speed-up.cores"] : "";
                plot.Axes.Bottom.TickGenerator = CoreTicks(cores, words);
                PaintIdeal(plot, canvas.Theme, cores);
            });
        });
    }

    private static NumericManual CoreTicks(int cores, ChartWords words)
    {
        int step = (cores + 7) / 8;
        var ticks = new NumericManual();
        for (int count = cores; count >= 1; count -= step)
        {
            ticks.AddMajor(count, words.Number(count));
        }

        return ticks;
    }

    private static void PaintIdeal(Plot plot, ChartTheme theme, int cores)
    {
        LinePlot ideal = plot.Add.Line(1, 1, cores, cores);
        ideal.LineColor = theme.Text;
        ideal.LinePattern = LinePattern.Dashed;
        ideal.LineWidth = 1.5f;
        ideal.MarkerSize = 0;
    }

    private static string Describe(RunPoint[] points, ChartWords words) => string.Join("; ", points.Select(point =>
        words.Format("speed-up.row", point.Name, words.Short(point.Place.Y), words.Count("cores", (long)point.Place.X))));
}
