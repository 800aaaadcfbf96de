using System.Globalization;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of a fit.</summary>
/// <param name="language">The language.</param>
internal sealed class FitText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(KMeansFitReport report, IAnsiConsole console)
    {
        JobText.WriteLines(console, Head(report), _job.Rows(report), _job.Sizes(report.ClusterSizes), _job.Engine(report), "");
        if (report is { TestMetrics: { } test, TestRows: { } testRows })
        {
            string training = _texts.Count("rows.training", report.Rows);
            _job.Metrics([(training, report.Metrics), (_texts.Count("rows.test", testRows), test)]).WriteTo(console);
            _job.WriteAbsent(console, report.Metrics, test);
        }
        else
        {
            _job.Metrics(report.Metrics).WriteTo(console);
            _job.WriteAbsent(console, report.Metrics);
        }

        _job.Phases(report).WriteTo(console);
        WriteDigests(report, console);
    }

    private string Head(KMeansFitReport report)
    {
        string iterations = _texts.Count("iterations", report.Iterations);
        int runs = report.RestartInertias.Count;
        return _texts.Format(
            "fit.head",
            _texts.Count("clusters", report.Options.Clusters),
            runs > 1 ? _texts.Format("fit.best", iterations, _texts.Count("runs", runs)) : iterations,
            _texts[$"stop.{report.StopReason!.Value.ToString().ToLower(CultureInfo.InvariantCulture)}"]);
    }

    private void WriteDigests(KMeansFitReport report, IAnsiConsole console)
    {
        (string Name, string? Value)[] lines =
        [
            (_texts["digest.centroids"], report.Digest.Centroids),
            (_texts["digest.labels"], report.Digest.Labels),
            (_texts["model"], report.Model),
        ];
        int width = lines.Max(line => line.Name.Length);
        JobText.WriteLines(
            console,
            lines.Where(line => line.Value is not null).Select(line => $"{line.Name.PadRight(width)}  {line.Value}"));
    }
}
