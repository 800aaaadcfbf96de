using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.DuckDb;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala predict</c>: predicts rows by a model.</summary>
internal sealed class PredictCommand
{
    private readonly ModelCommand _common = new();

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write, which ends in .csv or .parquet: one line per row, with row (0-based) and then, for kmeans, label and "
            + "distance to the centroid; for classes of xgboost and cnn label and probability_CLASS of every class, else prediction. Beside PNG and JPEG images their file is written.",
        Required = true,
    };

    private readonly Option<string[]?> _keep = CliOption.List(
        "--keep", "COLS", "Columns of the data to write beside the predictions, separated by commas. Without it: none.");

    private PredictCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var predict = new PredictCommand();
        var command = new EscalaCommand(
            "predict",
            "Predict rows by a model: clusters, classes or numbers.",
            "escala predict m.zip points.csv --out labels.csv",
            "escala predict m.zip flights --out labels.parquet --keep delay,distance");
        predict._common.AddTo(command, new OptionGroup("Predictions", predict._out, predict._keep));
        command.SetAction((parsed, cancellationToken) => predict.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        TrainedModel model = _common.Load(parsed);
        string path = parsed.GetRequiredValue(_out);
        OutputFile.RequireWritable(path);
        ModelCommand.RequireTable(parsed, model, [_keep]);
        IReadOnlyList<string> keep = parsed.GetList(_keep) ?? [];
        var writer = new PredictionWriter(path, model.PredictionColumns, keep);
        PredictReport report = await _common.RunAsync(
            parsed,
            console,
            model,
            _common.Rows(parsed, model),
            run =>
            {
                if (model.Rows is not null)
                {
                    writer.RequireColumns(run.Data.Plan, cancellationToken);
                }

                return model.PredictAsync(run, new PredictionOutput(path, keep, writer), cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        Language language = _common.Language(parsed);
        _common.View(parsed, console).Show(
            report, () => ResultsJson.Readable.PredictReport, (shown, tables) => model.Algorithm.Write(shown, tables, language));
        return ExitCode.Done;
    }
}
