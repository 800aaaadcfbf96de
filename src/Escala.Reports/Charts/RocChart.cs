using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>The receiver operating characteristic of all runs, or of all classes of the first one.</summary>
internal static class RocChart
{
    /// <summary>The chart; null where no run has a curve.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (ScoreLines.Of(runs, scores => scores.RocCurves) is not { } lines)
        {
            return null;
        }

        return new ChartSheet
        {
            Name = "roc",
            Title = lines.Title(words, "roc"),
            Description = words.Format("roc.description", lines.Describe(words, "roc.entry", line => Describe(line, lines.IsByClass, words))),
            Legend =
            [
                .. lines.Legend(words, "roc.entry", line => Figure(line, words)),
                .. ThresholdMarks.Legend(lines, words),
                new LegendEntry(words.Format("roc.chance", words.Number(0.5)), LegendMark.Dashes, theme => theme.Text),
            ],
            Panels = [UnitSquare.Panel(words["roc.horizontal"], words["roc.vertical"], words, (plot, theme) => Paint(plot, theme, lines))],
        };
    }

    private static void Paint(Plot plot, ChartTheme theme, ScoreLines lines)
    {
        UnitSquare.Reference(plot, theme, 0, 1);
        lines.Paint(plot, theme, withMarks: false);
        ThresholdMarks.Paint(plot, theme, lines, counts => new Coordinates(counts.FalsePositiveRate, counts.Recall));
    }

    private static string Figure(ScoreLine line, ChartWords words) => words.Score(line.Scores.PerClass[line.ClassIndex].Auc);

    private static string Describe(ScoreLine line, bool isByClass, ChartWords words)
    {
        string figure = Figure(line, words);
        if (isByClass)
        {
            return figure;
        }

        figure = At(figure, words.Number(0.5), line.Scores.ConfusionMatrix, words);
        return line.Run.ChosenThreshold is { } chosen ? At(figure, words.Short(chosen.Threshold), chosen.ConfusionMatrix, words) : figure;
    }

    private static string At(string before, string threshold, IReadOnlyList<IReadOnlyList<double>> matrix, ChartWords words)
    {
        var counts = new BinaryCounts(matrix);
        return words.Format(
            "roc.at", before, threshold, words.Short(counts.Recall), words.Short(counts.FalsePositiveRate));
    }
}
