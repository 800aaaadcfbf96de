using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Cli.Tables;
using Escala.DuckDb;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala explain</c>: says what each feature contributed to the prediction of each row.</summary>
internal sealed class ExplainCommand
{
    private readonly ModelCommand _common = new();

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write, which ends in .csv or .parquet: one line per row, with row (0-based), the contribution of every "
            + "feature (SHAP value) and bias; together they are the margin, before it becomes a probability. With more than two classes, "
            + "the same for every class.",
        Required = true,
    };

    private ExplainCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var explain = new ExplainCommand();
        var command = new EscalaCommand(
            "explain",
            "Say what each feature contributed to the prediction of each row. For models of XGBoost.",
            "escala explain m.zip customers.parquet --out contributions.csv");
        explain._common.AddTo(command, new OptionGroup("Contributions", explain._out));
        command.SetAction((parsed, cancellationToken) => explain.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        TrainedModel model = _common.Load(parsed);
        string path = parsed.GetRequiredValue(_out);
        OutputFile.RequireWritable(path);
        var writer = new PredictionWriter(path, model.ContributionColumns);
        ExplainReport report = await _common.RunAsync(
            parsed,
            console,
            model,
            _common.Rows(parsed, model),
            run => model.ExplainAsync(run, new PredictionOutput(path, [], writer), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        Language language = _common.Language(parsed);
        _common.View(parsed, console).Show(report, () => ResultsJson.Readable.ExplainReport, new ExplainText(language).Write);
        return ExitCode.Done;
    }
}
