using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The readable results of what networks are used for.</summary>
/// <param name="language">The language.</param>
internal sealed class ConvNetModelText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes an evaluation.</summary>
    public void Write(ConvNetEvaluateReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console,
            _texts.Format("evaluate.head", report.Model, report.Data.Given),
            _job.Rows(report),
            _job.Engine(report),
            "");
        _job.Scores(new ScoredPart(_texts["column.value"], report.Metrics.Scores(), _names.Metric)).WriteTo(console);
        new ConvNetMistakeTable(language).Of(report.WorstMistakes, report.Classes).WriteTo(console);
        _job.WriteCost(report, console);
    }

    /// <summary>Writes a prediction.</summary>
    public void Write(ConvNetPredictReport report, IAnsiConsole console)
    {
        IEnumerable<string> sizes = report.ClassRows.Select(pair => $"{pair.Key} {_figures.Count(pair.Value)}");
        JobText.WriteLines(
            console,
            _texts.Format("cnn.predict.head", report.Data.Given, report.Model),
            _job.Rows(report),
            _texts.Format("cnn.images.classes", string.Join("  ", sizes)),
            _job.Engine(report),
            "");
        _job.WriteCost(report, console);
        JobText.WriteLines(console, _texts.Format(
            "predict.out",
            report.Out,
            string.Join(", ", ["row", "label", .. report.ClassRows.Keys.Select(name => $"probability_{name}")]),
            _figures.Bytes(report.OutBytes),
            _figures.Seconds(report.WriteSeconds)));
    }
}
