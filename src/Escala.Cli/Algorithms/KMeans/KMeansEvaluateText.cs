using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The readable result of an evaluation of a K-means.</summary>
/// <param name="language">The language.</param>
internal sealed class KMeansEvaluateText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(KMeansEvaluateReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console,
            _texts.Format("evaluate.head", report.Model, report.Data.Given),
            _job.Rows(report),
            _job.Sizes(report.ClusterSizes),
            _job.Engine(report),
            "");
        var names = new Names(language);
        _job.Scores(new ScoredPart(_texts["column.value"], report.Metrics.Scores(), key => names.MetricLabel(key, report.Metrics)))
            .WriteTo(console);
        _job.WriteAbsent(console, report.Metrics.AbsentMetrics?.Keys ?? []);
        _job.WriteCost(report, console);
    }
}
