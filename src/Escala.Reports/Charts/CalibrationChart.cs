using Escala.Metrics;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Observed against predicted probabilities of all runs, or of all classes of the first one, and where predictions lie.</summary>
internal static class CalibrationChart
{
    private const int Bins = 10;
    private const float Heading = 28;
    private const float HistogramHeight = 110;

    /// <summary>The chart; null where no run has a curve.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (ScoreLines.Of(runs, scores => scores.Calibration.Select(AsCurve)) is not { } lines)
        {
            return null;
        }

        string distance(ScoreLine line) => words.Score(Distance(Curve(line)));
        return new ChartSheet
        {
            Name = "calibration",
            Title = lines.Title(words, "calibration"),
            Description = words.Format("calibration.description", lines.Describe(words, "calibration.entry", distance)),
            Legend =
            [
                .. lines.Legend(words, "calibration.entry", distance),
                new LegendEntry(words["calibration.ideal"], LegendMark.Dashes, theme => theme.Text),
            ],
            Panels =
            [
                UnitSquare.Panel("", words["calibration.observed"], words, (plot, theme) =>
                {
                    UnitSquare.Reference(plot, theme, 0, 1);
                    lines.Paint(plot, theme, withMarks: true);
                }),
                Histogram(lines, words),
            ],
        };
    }

    private static ScoreCurve AsCurve(CalibrationCurve curve) => new(curve.ClassIndex, curve.Predicted, curve.Observed);

    private static CalibrationCurve Curve(ScoreLine line) => line.Scores.Calibration.Single(curve => curve.ClassIndex == line.ClassIndex);

    // The expected calibration error.
    private static double Distance(CalibrationCurve curve) => curve.Predicted
        .Select((predicted, bin) => curve.Weights[bin] * Math.Abs(curve.Observed[bin] - predicted)).Sum() / curve.Weights.Sum();

    private static ChartPanel Histogram(ScoreLines lines, ChartWords words)
    {
        double[] shares = Shares(lines);
        const float Room = ChartStyle.Width - ChartStyle.LeftAxis - ChartStyle.Margin;
        string key = lines.IsByClass ? "calibration.bins.classes" : "calibration.bins";
        string heading = TextLines.Shorten(words.Format(key, lines.Lines[0].Run.Label), ChartStyle.TextSize, Room);
        return new ChartPanel(Heading + HistogramHeight + ChartStyle.BottomAxis, canvas =>
        {
            canvas.Write(heading, ChartStyle.LeftAxis, canvas.Area.Top + Heading - 8);
            canvas.Plot(UnitSquare.Padding(ChartStyle.BottomAxis, Heading), plot =>
            {
                ChartStyle.Numbers(plot.Axes.Left, "%", words, 3);
                ChartStyle.Numbers(plot.Axes.Bottom, words["calibration.predicted"], words, 6);
                for (int bin = 0; bin < Bins; bin++)
                {
                    var bar = new CoordinateRect(bin / (double)Bins, (bin + 1) / (double)Bins, 0, 100 * shares[bin]);
                    ChartStyle.Fill(plot, bar, canvas.Theme.Grey, canvas.Theme.Text);
                }

                plot.Axes.SetLimits(UnitSquare.Limits.From, UnitSquare.Limits.To, 0, 108 * shares.Max());
            });
        });
    }

    private static double[] Shares(ScoreLines lines)
    {
        var weights = new double[Bins];
        foreach (CalibrationCurve curve in lines.IsByClass ? lines.Lines.Select(Curve) : [Curve(lines.Lines[0])])
        {
            for (int point = 0; point < curve.Weights.Count; point++)
            {
                weights[Math.Clamp((int)(Bins * curve.Predicted[point]), 0, Bins - 1)] += curve.Weights[point];
            }
        }

        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
