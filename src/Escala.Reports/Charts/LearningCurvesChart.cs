using Escala.Reports.Summaries;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>Every metric of the first run after each round or epoch, on what trains and what validates.</summary>
internal static class LearningCurvesChart
{
    private const float Heading = 36;
    private const float OnlyPlot = 280;
    private const float OneOfSeveral = 150;
    private const float LeftAxis = 112;

    /// <summary>Beyond so many rounds the marks would hide the lines.</summary>
    private const int MostMarks = 40;

    private static readonly MarkShape BestShape = MarkShape.Of(6);

    /// <summary>The chart; null where no run kept a history.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (runs.FirstOrDefault(run => run.History.Any(IsMeasured)) is not { } run)
        {
            return null;
        }

        LearningHistory[] metrics = [.. run.History.Where(IsMeasured)];
        float height = metrics.Length == 1 ? OnlyPlot : OneOfSeveral;
        return new ChartSheet
        {
            Name = "learning-curves",
            Title = words.Format("learning-curves.title", run.Label),
            Description = words.Format(
                Key(run, "description"), string.Join("; ", metrics.Select(metric => Describe(run, metric, words)))),
            Legend =
            [
                new LegendEntry(words[Key(run, "training")], LegendMark.Line, theme => theme.Blue),
                .. metrics.Any(metric => metric.Validation.Count > 0)
                    ? [new LegendEntry(words[Key(run, "validation")], LegendMark.Line, theme => theme.Orange)]
                    : Array.Empty<LegendEntry>(),
                new LegendEntry(words[Key(run, "best")], LegendMark.Shape, theme => theme.Ground, BestShape),
            ],
            Panels = [.. metrics.Select((metric, index) => Panel(run, metric, height, index == metrics.Length - 1, words))],
        };
    }

    private static bool IsMeasured(LearningHistory metric) => metric.Decisive.Any(double.IsFinite);

    // Rounds of XGBoost have XGBoost's words, epochs the names that scores have everywhere.
    private static string Name(ScoredRun run, LearningHistory metric, ChartWords words) =>
        run.HasEpochs ? words.Names.Metric(metric.Metric) : metric.Metric;

    private static string Key(ScoredRun run, string key) => run.HasEpochs ? $"learning-curves.epochs.{key}" : $"learning-curves.{key}";

    private static string BestText(ScoredRun run, LearningHistory metric, ChartWords words)
    {
        string direction = words[metric.IsHigherBetter ? "learning-curves.higher" : "learning-curves.lower"];
        return words.Format(
            Key(run, "heading"), Name(run, metric, words), direction, words.Score(metric.Decisive[metric.Best]), words.Figures.Count(metric.Best + 1));
    }

    private static ChartPanel Panel(ScoredRun run, LearningHistory metric, float height, bool isLast, ChartWords words)
    {
        float bottom = isLast ? ChartStyle.BottomAxis : ChartStyle.BottomNumbers;
        const float Room = ChartStyle.Width - (2 * ChartStyle.Margin);
        string heading = TextLines.Shorten(BestText(run, metric, words), ChartStyle.TextSize, Room);
        return new ChartPanel(Heading + height + bottom, canvas =>
        {
            canvas.Write(heading, ChartStyle.Margin, canvas.Area.Top + Heading - 16);
            canvas.Plot(new PixelPadding(LeftAxis, 24, bottom, Heading), plot =>
            {
                string axis = TextLines.Shorten(Name(run, metric, words), ChartStyle.TextSize, height);
                ChartStyle.Numbers(plot.Axes.Left, axis, words, 5);
                ChartStyle.Numbers(plot.Axes.Bottom, isLast ? words[Key(run, "rounds")] : "", words, 6);
                ((NumericAutomatic)plot.Axes.Bottom.TickGenerator).IntegerTicksOnly = true;
                Paint(plot, canvas.Theme, metric);
            });
        });
    }

    private static void Paint(Plot plot, ChartTheme theme, LearningHistory metric)
    {
        Coordinates[] training = Points(metric.Training);
        Coordinates[] validation = Points(metric.Validation);
        int best = metric.Best;
        VerticalLine line = plot.Add.VerticalLine(best + 1);
        line.LineColor = theme.Text;
        line.LineWidth = 1;
        line.LinePattern = LinePattern.Dashed;
        PaintCurve(plot, theme, training, theme.Blue, MarkShape.Dot);
        PaintCurve(plot, theme, validation, theme.Orange, MarkShape.Of(1));
        plot.PlottableList.Add(new MarkCloud([new(best + 1, metric.Decisive[best])], BestShape, 10, theme.Ground, theme.Text));
        (double bottom, double top) = AxisRange.Around([.. training.Concat(validation).Select(point => point.Y)], 0.1);
        double rounds = Math.Max(metric.Training.Count, metric.Validation.Count);
        plot.Axes.SetLimits(0, rounds + Math.Max(0.5, 0.03 * rounds), bottom, top);
    }

    private static Coordinates[] Points(IReadOnlyList<double> values) =>
        [.. values.Select((value, round) => new Coordinates(round + 1, value)).Where(point => double.IsFinite(point.Y))];

    private static void PaintCurve(Plot plot, ChartTheme theme, Coordinates[] points, Color colour, MarkShape shape)
    {
        Scatter line = plot.Add.ScatterLine(points);
        line.LineColor = colour;
        line.LineWidth = 2.5f;
        if (points.Length <= MostMarks)
        {
            plot.PlottableList.Add(new MarkCloud(points, shape, 4, colour, theme.Text));
        }
    }

    private static string Describe(ScoredRun run, LearningHistory metric, ChartWords words) => words.Format(
        "learning-curves.row",
        BestText(run, metric, words),
        words.Score(metric.Decisive[^1]),
        words.Figures.Count(metric.Decisive.Count));
}
