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
        yield return TableOf(material, "scores.caption", result => result.Metrics);
        if (material.Groups.Any(group => group.Result?.TestMetrics is not null))
        {
            yield return TableOf(material, "scores.test.caption", result => result.TestMetrics);
        }

        if (material.AnyResult?.Metrics.AbsentMetrics is { } absent)
        {
            yield return material.Paragraph(
                "scores.absent", string.Join("; ", absent.Select(one => $"{material.Names.Metric(one.Key)}: {one.Value}")));
        }
    }

    private static Table TableOf(ReportMaterial material, string caption, Func<FitReport, MetricsReport?> metricsOf)
    {
        MetricsReport[] all =
        [
            .. material.Groups.Select(group => group.Result is { } result ? metricsOf(result) : null).OfType<MetricsReport>(),
        ];
        string[] scores =
        [
            .. all.SelectMany(metrics => metrics.Values()).Where(score => score.Value is not null).Select(score => score.Key).Distinct(),
        ];
        return new Table
        {
            Caption = material.Texts[caption],
            Columns =
            [
                material.Words("run.name"), material.Numbers("run.threads"),
                .. scores.Select(score => new Column(material.Names.MetricLabel(score, all[0]), IsNumeric: true)),
                material.Numbers("scores.iterations"), material.Words("scores.digest"),
            ],
            Rows = [.. material.Groups.Select(group => RowOf(material, group, scores, metricsOf))],
            Command = material.Command,
        };
    }

    private static Row RowOf(ReportMaterial material, RunGroup group, string[] scores, Func<FitReport, MetricsReport?> metricsOf)
    {
        var cells = new TableCells(material.Figures);
        Cell[] name = [new Cell(material.Label(group)), cells.Count(group.Threads)];
        return group.Result is { } result && metricsOf(result) is { } metrics
            ? new Row(
            [
                .. name,
                .. scores.Select(score => cells.Score(metrics.Values().First(one => one.Key == score).Value)),
                cells.Count(result.Iterations),
                TableCells.Code($"{result.Digest.Centroids[..DigestLetters]} {result.Digest.Labels[..DigestLetters]}"),
            ])
            : new Row(name, RunOutcomes.Why(material, group));
    }
}
