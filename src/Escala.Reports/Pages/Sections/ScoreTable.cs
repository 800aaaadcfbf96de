using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>Every score of every engine and peer.</summary>
internal static class ScoreTable
{
    private const int DigestLetters = 8;

    /// <summary>Makes the table of the training rows, and where there are test rows that of the test rows.</summary>
    public static IEnumerable<Block> Of(ReportMaterial material)
    {
        yield return TableOf(material, CaptionKey(material), result => result.Scores, fit => fit.Metrics);
        if (material.Groups.Any(group => group.Result?.TestScores.Count > 0))
        {
            yield return TableOf(material, "scores.test.caption", result => result.TestScores, fit => fit.TestMetrics!);
        }

        foreach (RunGroup group in material.Groups)
        {
            if (group.Finished.FirstOrDefault()?.Peer?.OwnScores is { Count: > 0 } own)
            {
                yield return material.Paragraph(
                    "scores.own",
                    material.FullLabel(group),
                    string.Join("; ", own.Select(score => $"{material.Names.Metric(score.Key)} {material.Figures.Metric(score.Value)}")));
            }
        }

        if (material.AnyResult?.AbsentScores is { } absent)
        {
            yield return material.Paragraph(
                "scores.absent", string.Join("; ", absent.Select(one => $"{material.Names.Metric(one.Key)}: {one.Value}")));
        }
    }

    private static string CaptionKey(ReportMaterial material) =>
        material.AnyResult is { IsScoredOnTest: true } ? "scores.test.caption" : "scores.caption";

    private static Table TableOf(
        ReportMaterial material,
        string caption,
        Func<FitReport, IReadOnlyList<ScoreReport>> scoresOf,
        Func<KMeansFitReport, MetricsReport> metricsOf)
    {
        FitReport[] results =
            [.. material.Groups.Select(group => group.Result).OfType<FitReport>().Where(result => scoresOf(result).Count > 0)];
        string[] keys =
        [
            .. results.SelectMany(scoresOf).Where(score => score.Value is not null).Select(score => score.Key).Distinct(),
        ];
        return new Table
        {
            Caption = material.Suited(caption),
            Columns =
            [
                material.Words("run.name"), material.Numbers("run.threads"),
                .. keys.Select(key => new Column(LabelOf(key), IsNumeric: true)),
                new Column(material.Own("scores.iterations"), IsNumeric: true), new Column(material.Own("scores.digest")),
            ],
            Rows = [.. material.Groups.Select(group => RowOf(material, group, keys, scoresOf))],
            Command = material.Command,
        };

        string LabelOf(string key) => results[0] is KMeansFitReport fit
            ? material.Names.MetricLabel(key, metricsOf(fit))
            : material.Names.Metric(key);
    }

    private static Row RowOf(
        ReportMaterial material, RunGroup group, string[] keys, Func<FitReport, IReadOnlyList<ScoreReport>> scoresOf)
    {
        var cells = new TableCells(material.Figures);
        Cell[] name = [new Cell(material.Label(group)), cells.Count(group.Threads)];
        return group.Result is { } result && scoresOf(result) is { Count: > 0 } scores
            ? new Row(
            [
                .. name,
                .. keys.Select(key => cells.Score(scores.First(score => score.Key == key).Value)),
                cells.Count(result.Iterations),
                result.Digests.Count > 0
                    ? TableCells.Code(string.Join(' ', result.Digests.Select(digest => digest.Value[..DigestLetters])))
                    : Cell.Empty,
            ])
            : new Row(name, RunOutcomes.Why(material, group));
    }
}
