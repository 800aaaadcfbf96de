using System.Globalization;
using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The readable result of a K-means.</summary>
/// <param name="language">The language.</param>
internal sealed class KMeansFitText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(KMeansFitReport report, IAnsiConsole console)
    {
        JobText.WriteLines(console, Head(report), _job.Rows(report), _job.Sizes(report.ClusterSizes), _job.Engine(report), "");
        FitScores scores = KMeansAlgorithm.Instance.Scores(report, language);
        string training = report.TestRows is null ? _texts["column.value"] : _texts.Count("rows.training", report.Rows);
        ScoredPart? test = scores.TestPart(_texts.Count("rows.test", report.TestRows ?? 0));
        _job.Scores([scores.MainPart(training), .. test is null ? [] : new[] { test }]).WriteTo(console);
        _job.WriteAbsent(console, scores.Absent);
        _job.WriteCost(report, console);
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
