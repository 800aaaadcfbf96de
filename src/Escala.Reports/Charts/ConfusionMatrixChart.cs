using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>
/// How many rows of each true class of the first run were predicted to be of which; with two classes also with the chosen threshold.
/// </summary>
internal static class ConfusionMatrixChart
{
    /// <summary>Beyond so many classes a cell would be a few pixels.</summary>
    public const int MostClasses = 100;

    private const int MostDescribed = 10;
    private const float Gap = 28;
    private const float Heading = 30;

    /// <summary>The chart; null where no run predicts classes or there are more than <see cref="MostClasses"/>.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (runs.FirstOrDefault(run => run.Scores.Classification is not null) is not { Classes.Count: <= MostClasses } run)
        {
            return null;
        }

        (string Heading, IReadOnlyList<IReadOnlyList<double>> Matrix)[] matrices = [.. Matrices(run, words)];
        float width = (ChartStyle.Width - (2 * ChartStyle.Margin) - (Gap * (matrices.Length - 1))) / matrices.Length;
        ConfusionGrid[] grids = [.. matrices.Select(matrix => new ConfusionGrid(matrix.Matrix, run.Classes, width, words))];
        return new ChartSheet
        {
            Name = "confusion",
            Title = words.Format("confusion.title", run.Label),
            Description = words.Format(
                "confusion.description",
                string.Join("; ", matrices.Select(matrix => Describe(matrix.Heading, matrix.Matrix, run.Classes, words)))),
            Legend =
            [
                new LegendEntry(words["confusion.right"], LegendMark.Box, theme => grids[0].Colour(theme, isRight: true, 1)),
                new LegendEntry(words["confusion.wrong"], LegendMark.Box, theme => grids[0].Colour(theme, isRight: false, 1)),
            ],
            Panels =
            [
                Note(words["confusion.axes"]),
                Note(words["confusion.shade"]),
                new ChartPanel(
                    Heading + grids.Max(grid => grid.Height), canvas => Paint(canvas, [.. matrices.Select(matrix => matrix.Heading)], grids)),
            ],
        };
    }

    private static IEnumerable<(string Heading, IReadOnlyList<IReadOnlyList<double>> Matrix)> Matrices(ScoredRun run, ChartWords words)
    {
        IReadOnlyList<IReadOnlyList<double>> matrix = run.Scores.Classification!.ConfusionMatrix;
        yield return (run.Classes.Count == 2 ? words.Format("score.threshold", words.Number(0.5)) : words["confusion.likeliest"], matrix);
        if (run.ChosenThreshold is { } chosen)
        {
            yield return (words.Format("confusion.chosen", words.Short(chosen.Threshold)), chosen.ConfusionMatrix);
        }
    }

    private static ChartPanel Note(string text) => new(ChartStyle.LineHeight, canvas =>
        canvas.Write(text, ChartStyle.Margin, canvas.Area.Top + ChartStyle.TextSize));

    private static void Paint(ChartCanvas canvas, string[] headings, ConfusionGrid[] grids)
    {
        float left = ChartStyle.Margin;
        for (int grid = 0; grid < grids.Length; grid++)
        {
            canvas.Write(headings[grid], left, canvas.Area.Top + Heading - 8);
            grids[grid].Paint(canvas, new SKPoint(left, canvas.Area.Top + Heading));
            left += grids[grid].Width + Gap;
        }
    }

    private static string Describe(
        string heading, IReadOnlyList<IReadOnlyList<double>> matrix, IReadOnlyList<string> classes, ChartWords words)
    {
        IEnumerable<string> rows = matrix.Take(MostDescribed).Select((row, index) => words.Format(
            "confusion.row", classes[index], ConfusionCells.Count(row[index], words), ConfusionCells.Count(row.Sum(), words)));
        string all = string.Join(
            ", ", matrix.Count <= MostDescribed ? rows : rows.Append(words.Count("clusters.more", matrix.Count - MostDescribed)));
        return words.Format("confusion.matrix", heading, all);
    }
}
