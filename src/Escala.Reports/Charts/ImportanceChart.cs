using Escala.Boosting;

namespace Escala.Reports.Charts;

/// <summary>Which features the trees of the first run gain most by.</summary>
internal static class ImportanceChart
{
    private const int MostRows = 20;

    /// <summary>The chart; null where no run has trees with a gain.</summary>
    /// <param name="runs">The runs, in the order of reports.</param>
    /// <param name="words">The language.</param>
    public static ChartSheet? Of(IReadOnlyList<ScoredRun> runs, ChartWords words)
    {
        if (runs.FirstOrDefault(run => run.Importance.Any(feature => feature.TotalGain > 0)) is not { } run)
        {
            return null;
        }

        double whole = run.Importance.Sum(feature => feature.TotalGain);
        FeatureImportance[] used = [.. run.Importance.Where(feature => feature.TotalGain > 0).OrderByDescending(feature => feature.TotalGain)];
        (string Name, double Share)[] rows = [.. used.Take(MostRows).Select(feature => (feature.Feature, feature.TotalGain / whole))];
        string[] notes = [.. Notes(used, run.Importance.Count, whole, words)];
        return new ChartSheet
        {
            Name = "importance",
            Title = words.Format("importance.title", run.Label),
            Description = words.Format(
                "importance.description",
                string.Join("; ", rows.Select(row => words.Format("importance.row", row.Name, words.Percent(row.Share)))
                    .Concat(notes))),
            Panels =
            [
                new ChartPanel(((rows.Length + notes.Length) * BarRows.RowHeight) + 4, canvas => Paint(canvas, rows, notes, words)),
            ],
        };
    }

    private static IEnumerable<string> Notes(FeatureImportance[] used, int features, double whole, ChartWords words)
    {
        if (used.Length > MostRows)
        {
            double rest = used.Skip(MostRows).Sum(feature => feature.TotalGain) / whole;
            yield return words.Format("importance.more", words.Count("features", used.Length - MostRows), words.Percent(rest));
        }

        if (used.Length < features)
        {
            yield return words.Count("importance.unused", features - used.Length);
        }
    }

    private static void Paint(ChartCanvas canvas, (string Name, double Share)[] rows, string[] notes, ChartWords words)
    {
        BarRows.Paint(canvas, [.. rows.Select(row => (row.Name, row.Share, words.Percent(row.Share), canvas.Theme.Blue))]);
        for (int note = 0; note < notes.Length; note++)
        {
            float baseline = canvas.Area.Top + ((rows.Length + note + 0.5f) * BarRows.RowHeight) + (ChartStyle.TextSize * 0.36f);
            canvas.Write(notes[note], ChartStyle.Margin, baseline);
        }
    }
}
