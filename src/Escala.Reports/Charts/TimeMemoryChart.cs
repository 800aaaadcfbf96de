using Escala.Reports.Results;
using Escala.Reports.Summaries;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>What each engine and peer took of time and of memory.</summary>
internal static class TimeMemoryChart
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The chart; null where no run finished.</summary>
    public static ChartSheet? Of(WorkloadReport workload, ChartWords words)
    {
        (RunGroup Group, Spread Peak)[] runs =
            [.. FinishedRuns.Of(workload).Select(group => (group, Peak(group))).Where(run => run.Item2 is not null)!];
        if (runs.Length == 0)
        {
            return null;
        }

        RunPoint[] points = [.. runs.Select((run, index) => Point(words.Run(run.Group), run.Group.Wall!, run.Peak, index))];
        (double left, double right) = Range(points.Min(point => point.Reach.Left), points.Max(point => point.Reach.Right));
        (double bottom, double top) = Range(points.Min(point => point.Reach.Bottom), points.Max(point => point.Reach.Top));
        var limits = new AxisLimits(left, right, bottom, top);
        bool isRepeated = runs.Any(run => run.Group.Wall!.Count > 1);
        return new ChartSheet
        {
            Name = "time-against-memory",
            Title = words["time-memory.title"],
            Description = words.Format(
                isRepeated ? "time-memory.description.repeated" : "time-memory.description",
                string.Join("; ", points.Select(point => words.Format(
                    "time-memory.row", point.Name, words.Seconds(point.Place.X), words.Short(point.Place.Y))))),
            Legend =
            [
                .. RunScatter.Legend(points),
                .. isRepeated
                    ? [new LegendEntry(words["time-memory.reach"], LegendMark.Line, theme => theme.Text)]
                    : Array.Empty<LegendEntry>(),
            ],
            Panels = [new ChartPanel(360, canvas => Paint(canvas, points, limits, words))],
        };
    }

    private static Spread? Peak(RunGroup group) => Spread.Of(group.Finished
        .Where(run => run.Result!.Phases.Count > 0)
        .Select(run => RunCost.Of(run).PeakBytes / Mebibyte));

    // Some room around the points, and never so close that a difference of nothing looks large.
    private static (double From, double To) Range(double least, double most)
    {
        double room = Math.Max(0.3 * (most - least), 0.15 * most);
        return (Math.Max(0, least - room), most + room);
    }

    private static RunPoint Point(string name, Spread wall, Spread peak, int index) => new(
        name,
        new Coordinates(wall.Median, peak.Median),
        new CoordinateRect(wall.Smallest, wall.Largest, peak.Smallest, peak.Largest),
        index);

    private static void Paint(ChartCanvas canvas, RunPoint[] points, AxisLimits limits, ChartWords words) =>
        RunScatter.Paint(canvas, new PixelPadding(ChartStyle.LeftAxis, 24, ChartStyle.BottomAxis, 8), points, limits, plot =>
        {
            ChartStyle.Numbers(plot.Axes.Bottom, words["time-memory.seconds"], words, 6);
            ChartStyle.Numbers(plot.Axes.Left, words["time-memory.memory"], words, 6);
        });
}
