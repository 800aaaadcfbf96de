using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>What each initialisation cost, where it began and where the algorithm came from there.</summary>
internal static class InitializationChart
{
    private const float RowHeight = 54;
    private const float Heading = 30;

    /// <summary>The chart; null where no initialisation was tried.</summary>
    public static ChartSheet? Of(KMeansWorkloadReport workload, ChartWords words)
    {
        RunGroup[] groups =
            [.. RunGroup.Of(workload).Where(group => group.Kind == RunKind.Initialization && group.KMeans is { History.Count: > 0 })];
        if (groups.Length == 0)
        {
            return null;
        }

        return new ChartSheet
        {
            Name = "initialisation",
            Title = words["initialisation.title"],
            Description = words.Format("initialisation.description", string.Join("; ", groups.Select(group => Describe(group, words)))),
            Legend =
            [
                new LegendEntry(words.Names.Phase(Phase.Init), LegendMark.Box, RunPart.ColourOf(Phase.Init)),
                new LegendEntry(words.Names.Phase(Phase.Fit), LegendMark.Box, RunPart.ColourOf(Phase.Fit)),
                new LegendEntry(words["initialisation.start"], LegendMark.Shape, theme => theme.Orange, MarkShape.Of(3)),
                new LegendEntry(words["initialisation.end"], LegendMark.Shape, theme => theme.Blue, MarkShape.Dot),
            ],
            Panels =
            [
                Panel(words["initialisation.seconds"], words["axis.seconds"], groups, words, PaintSeconds),
                Panel(words["initialisation.inertia"], words["axis.inertia"], groups, words, PaintInertia),
            ],
        };
    }

    private static double Seconds(RunGroup group, Phase phase) => group.OfPhase(phase, measured => measured.WallSeconds)?.Median ?? 0;

    private static double Seconds(RunGroup group) => Seconds(group, Phase.Init) + Seconds(group, Phase.Fit);

    private static ChartPanel Panel(
        string heading, string axis, RunGroup[] groups, ChartWords words, Action<Plot, ChartTheme, RunGroup[], ChartWords> paint) =>
        new(Heading + (groups.Length * RowHeight) + ChartStyle.BottomAxis, canvas =>
        {
            canvas.Write(heading, 20, canvas.Area.Top + Heading - 8);
            canvas.Plot(new PixelPadding(20, 44, ChartStyle.BottomAxis, Heading), plot =>
            {
                ChartStyle.Hide(plot, plot.Axes.Left);
                ChartStyle.Numbers(plot.Axes.Bottom, axis, words, 4);
                paint(plot, canvas.Theme, groups, words);
            });
        });

    private static void PaintSeconds(Plot plot, ChartTheme theme, RunGroup[] groups, ChartWords words)
    {
        for (int row = 0; row < groups.Length; row++)
        {
            double first = Seconds(groups[row], Phase.Init);
            double both = Seconds(groups[row]);
            ChartStyle.Fill(plot, new CoordinateRect(0, first, -row - 0.8, -row - 0.4), RunPart.ColourOf(Phase.Init)(theme), theme.Text);
            ChartStyle.Fill(plot, new CoordinateRect(first, both, -row - 0.8, -row - 0.4), RunPart.ColourOf(Phase.Fit)(theme), theme.Text);
            string text = words.Format("phases.bar", words.Run(groups[row]), words.Seconds(both));
            ChartStyle.Write(plot, theme, text, new Coordinates(0, -row - 0.36), Alignment.LowerLeft);
        }

        plot.Axes.SetLimits(0, 1.02 * groups.Max(Seconds), 0.1 - groups.Length, 0.1);
    }

    private static void PaintInertia(Plot plot, ChartTheme theme, RunGroup[] groups, ChartWords words)
    {
        double[] inertias = [.. groups.SelectMany(group => (double[])[group.KMeans!.History[0], group.KMeans.Metrics.Inertia])];
        (double left, double right) = AxisRange.Around(inertias, 0.05);
        plot.Axes.SetLimits(left, right, 0.1 - groups.Length, 0.1);
        for (int row = 0; row < groups.Length; row++)
        {
            KMeansFitReport fit = groups[row].KMeans!;
            var start = new Coordinates(fit.History[0], -row - 0.6);
            var end = new Coordinates(fit.Metrics.Inertia, -row - 0.6);
            LinePlot way = plot.Add.Line(start, end);
            way.LineColor = theme.Text;
            way.LineWidth = 1.5f;
            way.MarkerSize = 0;
            plot.PlottableList.Add(new MarkCloud([start], MarkShape.Of(3), 8, theme.Orange, theme.Text));
            plot.PlottableList.Add(new MarkCloud([end], MarkShape.Dot, 7, theme.Blue, theme.Text));
            string text = words.Format("initialisation.way", words.Run(groups[row]), words.Count("iterations", fit.Iterations));
            ChartStyle.Write(plot, theme, text, new Coordinates(left, -row - 0.36), Alignment.LowerLeft);
        }
    }

    private static string Describe(RunGroup group, ChartWords words) => words.Format(
        "initialisation.row",
        words.Run(group),
        words.Seconds(Seconds(group)),
        words.Short(group.KMeans!.History[0]),
        words.Short(group.KMeans.Metrics.Inertia),
        words.Count("iterations", group.KMeans.Iterations));
}
