using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Vision;
using Spectre.Console;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The readable result of a fit of a convolutional network.</summary>
/// <param name="language">The language.</param>
internal sealed class ConvNetFitText(Language language)
{
    private const int MostEpochs = 20;

    private static readonly string[] EpochColumns =
        ["epoch", "loss.training", "loss.validation", "accuracy.validation", "learningrate", "seconds", "images.second"];

    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(ConvNetFitReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console,
            Head(report),
            _job.Rows(report),
            Parts(report),
            _job.Engine(report),
            _texts.Format("cnn.speed", _figures.Rate(report.ImagesPerSecond)),
            "");
        FitScores scores = ConvNetAlgorithm.Instance.Scores(report, language);
        _job.Scores(scores.MainPart(report.ScoredOn == FitReport.TestPart
            ? _texts.Count("images.test", report.TestRows ?? 0)
            : _texts.Count("images.training", report.Rows))).WriteTo(console);
        Epochs(report).WriteTo(console);
        new ConvNetMistakeTable(language).Of(report.WorstMistakes, report.Classes).WriteTo(console);
        _job.WriteCost(report, console);
        (string Name, string? Value)[] lines = [(_texts["cnn.digest"], report.Digest?.Model), (_texts["model"], report.Model)];
        int width = lines.Max(line => line.Name.Length);
        JobText.WriteLines(
            console, lines.Where(line => line.Value is not null).Select(line => $"{line.Name.PadRight(width)}  {line.Value}"));
    }

    private string Head(ConvNetFitReport report)
    {
        string epochs = _texts.Count("epochs", report.Iterations);
        return _texts.Format(
            "cnn.head",
            report.Options.NetworkName ?? "",
            _figures.Count(report.Parameters),
            report.StopReason == ConvNetStopReason.EarlyStopping
                ? _texts.Format(
                    "cnn.stopped", epochs, _figures.Count(report.TrainedEpochs), _figures.Count(report.Options.EarlyStopping ?? 0))
                : epochs);
    }

    private string Parts(ConvNetFitReport report)
    {
        string[] parts =
        [
            _texts.Count("images.training", report.Rows),
            .. report.ValidationRows is { } validation ? [_texts.Count("images.validation", validation)] : Array.Empty<string>(),
            .. report.TestRows is { } test ? [_texts.Count("images.test", test)] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    /// <summary>The last epochs.</summary>
    private FigureTable Epochs(ConvNetFitReport report)
    {
        var table = new FigureTable(_texts["title.epochs"], EpochColumns.Select(column => _texts[$"column.{column}"]));
        foreach (ConvNetEpoch epoch in report.History.TakeLast(MostEpochs))
        {
            table.AddRow(
                _figures.Count(epoch.Epoch),
                _figures.Metric(epoch.TrainingLoss),
                epoch.ValidationLoss is { } loss ? _figures.Metric(loss) : "-",
                epoch.ValidationAccuracy is { } accuracy ? _figures.Metric(accuracy) : "-",
                _figures.Metric(epoch.LearningRate),
                _figures.Seconds(epoch.Seconds),
                _figures.Rate(epoch.ImagesPerSecond));
        }

        return table;
    }
}
