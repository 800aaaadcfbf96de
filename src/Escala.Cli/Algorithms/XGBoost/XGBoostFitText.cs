using Escala.Boosting;
using Escala.Cli.Tables;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The readable result of a fit of XGBoost.</summary>
/// <param name="language">The language.</param>
internal sealed class XGBoostFitText(Language language)
{
    private const int MostFeatures = 10;

    private static readonly string[] ImportanceColumns = ["feature", "totalgain", "gain", "weight", "cover"];
    private static readonly string[] HistoryColumns = ["metric", "rows", "first", "kept", "last"];

    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly JobText _job = new(language);
    private readonly FindingWords _words = new(language);

    /// <summary>Writes it.</summary>
    public void Write(XGBoostFitReport report, IAnsiConsole console)
    {
        IEnumerable<Finding> warnings = report.Warnings.Select(warning => XGBoostWarningFindings.Of(warning, _words));
        JobText.WriteLines(
            console, [.. warnings.Select(warning => _texts.Format("xgboost.warning", warning.Text)), Head(report), _job.Rows(report)]);
        JobText.WriteLines(console, [Parts(report), _job.Engine(report), _texts.Format("xgboost.library", report.LibraryVersion), ""]);
        FitScores scores = XGBoostAlgorithm.Instance.Scores(report, language);
        string part = report.ScoredOn == XGBoostFitReport.TestPart
            ? _texts.Count("rows.test", report.TestRows ?? 0) : _texts.Count("rows.training", report.Rows);
        _job.Scores(scores.MainPart(part)).WriteTo(console);
        new ThresholdTable(language).Of(report.Details, report.ChosenThreshold)?.WriteTo(console);
        Importance(report).WriteTo(console);
        History(report).WriteTo(console);
        _job.WriteCost(report, console);
        (string Name, string? Value)[] lines = [(_texts["digest.model"], report.Digest.Model), (_texts["model"], report.Model)];
        int width = lines.Max(line => line.Name.Length);
        JobText.WriteLines(
            console, lines.Where(line => line.Value is not null).Select(line => $"{line.Name.PadRight(width)}  {line.Value}"));
    }

    private string Head(XGBoostFitReport report)
    {
        string reason = report.Options.Objective is not null ? "given"
            : report.Options.Group is not null ? "group"
            : report.Task switch { XGBoostTask.Binary => "binary", XGBoostTask.MultiClass => "classes", _ => "number" };
        string rounds = _texts.Count("rounds", report.Iterations);
        return _texts.Format(
            "xgboost.head",
            report.Objective,
            _texts.Format($"xgboost.objective.{reason}", report.Options.Target),
            report.StopReason == XGBoostStopReason.EarlyStopping
                ? _texts.Format("xgboost.stopped", rounds, _figures.Count(report.TrainedRounds), _figures.Count(report.Options.EarlyStopping ?? 0))
                : rounds);
    }

    private string Parts(XGBoostFitReport report)
    {
        string[] parts =
        [
            _texts.Count("rows.training", report.Rows),
            .. report.ValidationRows is { } validation ? [_texts.Count("rows.validation", validation)] : Array.Empty<string>(),
            .. report.TestRows is { } test ? [_texts.Count("rows.test", test)] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    private FigureTable Importance(XGBoostFitReport report)
    {
        int hidden = Math.Max(0, report.Importance.Count - MostFeatures);
        var table = new FigureTable(
            hidden > 0 ? _texts.Format("title.importance.some", MostFeatures, report.Importance.Count) : _texts["title.importance"],
            ImportanceColumns.Select(column => _texts[$"column.{column}"]));
        foreach (FeatureImportance feature in report.Importance.OrderByDescending(feature => feature.TotalGain).Take(MostFeatures))
        {
            table.AddRow(
                feature.Feature,
                _figures.Metric(feature.TotalGain),
                _figures.Metric(feature.Gain),
                _figures.Count((long)feature.Weight),
                _figures.Metric(feature.Cover));
        }

        return table;
    }

    /// <summary>The metrics after the first, the best kept and the last round.</summary>
    private FigureTable History(XGBoostFitReport report)
    {
        var table = new FigureTable(
            _texts["title.history"],
            HistoryColumns.Select(column => _texts[$"column.{column}"]));
        int kept = report is { StopReason: XGBoostStopReason.EarlyStopping, Options.EarlyStopping: { } patience }
            ? report.TrainedRounds - patience
            : Math.Min(report.Iterations, report.TrainedRounds);
        foreach (XGBoostHistory metric in report.History.Where(metric => metric.Validation.Count > 0))
        {
            AddRow(table, metric.Metric, _texts["part.training"], metric.Training, kept);
            AddRow(table, metric.Metric, _texts["part.validation"], metric.Validation, kept);
        }

        return table;
    }

    private void AddRow(FigureTable table, string metric, string part, IReadOnlyList<double> values, int kept) => table.AddRow(
        metric, part, _figures.Metric(values[0]), _figures.Metric(values[Math.Min(kept, values.Count) - 1]), _figures.Metric(values[^1]));
}
