using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of an evaluation.</summary>
/// <param name="language">The language.</param>
internal sealed class EvaluateText(Language language)
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
        _job.Metrics(report.Metrics).WriteTo(console);
        _job.WriteAbsent(console, report.Metrics);
        _job.Phases(report).WriteTo(console);
    }
}
