using Escala.Reports.Results;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>The images that the first run most surely took for another class.</summary>
internal static class MistakesChart
{
    private const int Columns = 5;
    private const int MostDescribed = 3;
    private const float Side = 92;
    private const float Gap = 14;
    private const float Width = (ChartStyle.Width - (2 * ChartStyle.Margin)) / Columns;

    /// <summary>The chart; null where no run has pictures of mistakes.</summary>
    public static ChartSheet? Of(ConvNetWorkloadReport workload, ChartWords words)
    {
        var found =
            from one in FinishedRuns.Of(workload)
            let drawn = one.ConvNet?.WorstMistakes.Where(mistake => mistake.Picture is not null).ToArray()
            where drawn is { Length: > 0 }
            select (Group: one, Fit: one.ConvNet!, Mistakes: drawn);
        if (found.FirstOrDefault() is not { Mistakes: { } mistakes } first)
        {
            return null;
        }

        Tile[] tiles = [.. mistakes.Select(mistake => new Tile(mistake.Picture!, Lines(mistake, first.Fit.Classes, words)))];
        float height = Side + 6 + (tiles.Max(tile => tile.Lines.Count) * ChartStyle.LineHeight) + Gap;
        int rows = (tiles.Length + Columns - 1) / Columns;
        IReadOnlyList<string> note = TextLines.Wrap(
            words["mistakes.note"], ChartStyle.TextSize, ChartStyle.Width - (2 * ChartStyle.Margin));
        return new ChartSheet
        {
            Name = "mistakes",
            Title = words.Format("mistakes.title", words.Run(first.Group)),
            Description = words.Format("mistakes.description", string.Join("; ", Described(mistakes, first.Fit.Classes, words))),
            Panels =
            [
                .. note.Select(line => new ChartPanel(
                    ChartStyle.LineHeight, canvas => canvas.Write(line, ChartStyle.Margin, canvas.Area.Top + ChartStyle.TextSize))),
                new ChartPanel((rows * height) + 8, canvas => Paint(canvas, tiles, height)),
            ],
        };
    }

    private static IEnumerable<string> Described(ConvNetMistakeReport[] mistakes, IReadOnlyList<string> classes, ChartWords words)
    {
        IEnumerable<string> described = mistakes.Take(MostDescribed).Select(mistake => words.Format(
            "mistakes.row",
            words.Figures.Count(mistake.Row),
            classes[mistake.Truth],
            classes[mistake.Predicted],
            words.Percent(mistake.Probability)));
        return mistakes.Length > MostDescribed
            ? described.Append(words.Format("layout.more", words.Figures.Count(mistakes.Length - MostDescribed)))
            : described;
    }

    /// <summary>The classes on a line where they fit into it, else on two; the probability; the row.</summary>
    private static IReadOnlyList<string> Lines(ConvNetMistakeReport mistake, IReadOnlyList<string> classes, ChartWords words)
    {
        string both = words.Format("mistakes.classes", classes[mistake.Truth], classes[mistake.Predicted]);
        return
        [
            .. ChartFont.Width(both, ChartStyle.TextSize) <= Width - 4
                ? [both]
                : new[] { classes[mistake.Truth], words.Format("mistakes.classes", "", classes[mistake.Predicted]).TrimStart() },
            words.Percent(mistake.Probability),
            words.Format("mistakes.number", words.Figures.Count(mistake.Row)),
        ];
    }

    private static void Paint(ChartCanvas canvas, Tile[] tiles, float height)
    {
        for (int index = 0; index < tiles.Length; index++)
        {
            float middle = ChartStyle.Margin + (((index % Columns) + 0.5f) * Width);
            float top = canvas.Area.Top + 8 + (index / Columns * height);
            canvas.Draw(tiles[index].Picture, SKRect.Create(middle - (Side / 2), top, Side, Side));
            float baseline = top + Side + 6 + ChartStyle.TextSize;
            foreach (string line in tiles[index].Lines)
            {
                canvas.Write(TextLines.Shorten(line, ChartStyle.TextSize, Width - 4), middle, baseline, align: SKTextAlign.Center);
                baseline += ChartStyle.LineHeight;
            }
        }
    }

    private sealed record Tile(ImagePicture Picture, IReadOnlyList<string> Lines);
}
