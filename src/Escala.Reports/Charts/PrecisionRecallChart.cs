using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Precision against recall of all runs, or of all classes of the first one.</summary>
internal static class PrecisionRecallChart
{
    /// <summary>The chart; null where no run has a curve.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (ScoreLines.Of(runs, scores => scores.PrecisionRecallCurves) is not { } lines)
        {
            return null;
        }

        // With several classes every class has a line of its own, which would hide the curves.
        double? rate = lines.IsByClass ? null : ClassShare(lines.Lines[0]);
        return new ChartSheet
        {
            Name = "precision-recall",
            Title = lines.Title(words, "precision-recall"),
            Description = words.Format(
                "precision-recall.description", lines.Describe(words, "precision-recall.entry", line => Describe(line, words))),
            Legend =
            [
                .. lines.Legend(words, "precision-recall.entry", line => Figure(line, words)),
                .. ThresholdMarks.Legend(lines, words),
                .. Chance(rate, words),
            ],
            Panels = [UnitSquare.Panel(words["score.recall"], words["score.precision"], words, (plot, theme) => Paint(plot, theme, lines, rate))],
        };
    }

    private static IEnumerable<LegendEntry> Chance(double? rate, ChartWords words) => rate is { } share
        ? [new LegendEntry(words.Format("precision-recall.chance", words.Short(share)), LegendMark.Dashes, theme => theme.Text)]
        : [];

    private static void Paint(Plot plot, ChartTheme theme, ScoreLines lines, double? rate)
    {
        if (rate is { } share)
        {
            UnitSquare.Reference(plot, theme, share, share);
        }

        lines.Paint(plot, theme, withMarks: false);
        ThresholdMarks.Paint(plot, theme, lines, counts => new Coordinates(counts.Recall, counts.Precision));
    }

    private static string Describe(ScoreLine line, ChartWords words) => words.Format(
        "precision-recall.figures", Figure(line, words), words.Short(ClassShare(line)));

    private static string Figure(ScoreLine line, ChartWords words) => words.Score(line.Scores.PerClass[line.ClassIndex].AveragePrecision);

    private static double ClassShare(ScoreLine line) =>
        line.Scores.ConfusionMatrix[line.ClassIndex].Sum() / line.Scores.ConfusionMatrix.Sum(row => row.Sum());
}
