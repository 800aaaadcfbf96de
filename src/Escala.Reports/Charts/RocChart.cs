using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>The receiver operating characteristic of all runs, or of all classes of the first one.</summary>
internal static class RocChart
{
    private const double NearCorner = 0.98;
    private const float CornerHeading = 30;

    /// <summary>The chart; null where no run has a curve.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words) =>
        ScoreLines.Of(runs, scores => scores.RocCurves) is { } lines ? Sheet("roc", lines, words) : null;

    /// <summary>The chart of the mean over the classes of each run; null where no run has more than two.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Macro(IReadOnlyList<ScoredRun> runs, ChartWords words) =>
        ScoreLines.Macro(runs, scores => scores.RocCurves) is { } lines ? Sheet("roc-macro", lines, words) : null;

    private static ChartSheet Sheet(string name, ScoreLines lines, ChartWords words)
    {
        bool isNearCorner = lines.Lines.All(line => Area(line, lines.IsMacro) > NearCorner);
        return new ChartSheet
        {
            Name = name,
            Title = lines.Title(words, "roc"),
            Description = words.Format("roc.description", lines.Describe(words, "roc.entry", line => Describe(line, lines, words))),
            Legend =
            [
                .. lines.Legend(words, "roc.entry", line => Figure(line, lines.IsMacro, words)),
                .. ThresholdMarks.Legend(lines, words),
                new LegendEntry(words.Format("roc.chance", words.Number(0.5)), LegendMark.Dashes, theme => theme.Text),
            ],
            Panels =
            [
                UnitSquare.Panel(words["roc.horizontal"], words["roc.vertical"], words, (plot, theme) => Paint(plot, theme, lines)),
                .. isNearCorner ? Corner(lines, words) : [],
            ],
        };
    }

    private static void Paint(Plot plot, ChartTheme theme, ScoreLines lines)
    {
        UnitSquare.Reference(plot, theme, 0, 1);
        lines.Paint(plot, theme, withMarks: false);
        ThresholdMarks.Paint(plot, theme, lines, counts => new Coordinates(counts.FalsePositiveRate, counts.Recall));
    }

    // Curves so near to the corner lie on each other in the whole square.
    private static ChartPanel[] Corner(ScoreLines lines, ChartWords words) =>
    [
        new ChartPanel(CornerHeading, canvas =>
            canvas.Write(words["roc.corner"], ChartStyle.LeftAxis, canvas.Area.Top + CornerHeading - 4)),
        UnitSquare.Corner(words["roc.horizontal"], words["roc.vertical"], words, (plot, theme) => Paint(plot, theme, lines)),
    ];

    private static double? Area(ScoreLine line, bool isMacro) =>
        isMacro ? line.Scores.Auc : line.Scores.PerClass[line.ClassIndex].Auc;

    private static string Figure(ScoreLine line, bool isMacro, ChartWords words) => words.Score(Area(line, isMacro));

    private static string Describe(ScoreLine line, ScoreLines lines, ChartWords words)
    {
        string figure = Figure(line, lines.IsMacro, words);
        if (lines.IsByClass || lines.IsMacro)
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
