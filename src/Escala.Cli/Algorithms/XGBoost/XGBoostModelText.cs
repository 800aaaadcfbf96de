using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The readable results of what boosted trees are used for.</summary>
/// <param name="language">The language.</param>
internal sealed class XGBoostModelText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);
    private readonly JobText _job = new(language);
    private readonly ThresholdTable _thresholds = new(language);

    /// <summary>Writes an evaluation.</summary>
    public void Write(XGBoostEvaluateReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console, _texts.Format("evaluate.head", report.Model, report.Data.Given), _job.Rows(report), _job.Engine(report), "");
        _job.Scores(new ScoredPart(_texts["column.value"], report.Metrics.Scores(), _names.Metric)).WriteTo(console);
        _thresholds.Of(report.Scores, report.ChosenThreshold)?.WriteTo(console);
        _job.WriteCost(report, console);
    }

    /// <summary>Writes a prediction.</summary>
    public void Write(XGBoostPredictReport report, IAnsiConsole console)
    {
        JobText.WriteLines(console, _texts.Format("xgboost.predict.head", report.Data.Given, report.Model), _job.Rows(report));
        if (report.ClassRows is { } classes)
        {
            IEnumerable<string> sizes = classes.Select(pair => $"{pair.Key} {_figures.Count(pair.Value)}");
            JobText.WriteLines(console, _texts.Format("xgboost.rows.classes", string.Join("  ", sizes)));
        }

        JobText.WriteLines(console, _job.Engine(report), "");
        _job.WriteCost(report, console);
        IEnumerable<string> columns = report.ClassRows is null
            ? ["row", "prediction"]
            : ["row", "label", .. report.ClassRows.Keys.Select(name => $"probability_{name}")];
        JobText.WriteLines(console, _texts.Format(
            "predict.out",
            report.Out,
            string.Join(", ", [.. columns, .. report.Keep]),
            _figures.Bytes(report.OutBytes),
            _figures.Seconds(report.WriteSeconds)));
    }
}
