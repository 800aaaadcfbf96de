using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala evaluate</c>: judges a model by rows.</summary>
internal sealed class EvaluateCommand
{
    private readonly ModelCommand _common = new();

    private readonly Dictionary<Algorithm, ModelEvaluation> _evaluations =
        KnownAlgorithms.All.ToDictionary(algorithm => algorithm, algorithm => algorithm.CreateEvaluation());

    private readonly Option<string?> _weights = CliOption.Text(
        "--weights", "COL", "The column with the rows' weights, numbers of at least 0. Without it: every row weighs 1.");

    private EvaluateCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var evaluate = new EvaluateCommand();
        var command = new EscalaCommand(
            "evaluate",
            "Judge a model by rows, all of the data's.",
            "escala evaluate m.zip points.csv",
            "escala evaluate m.zip points.csv --truth species --metrics all --json",
            "escala evaluate trees.zip customers.parquet --target churned");
        evaluate._common.AddTo(
            command,
            [
                .. evaluate._evaluations.Values.Select(evaluation => evaluation.Own).OfType<OptionGroup>(),
                new OptionGroup("Rows", evaluate._weights),
            ]);
        command.SetAction((parsed, cancellationToken) => evaluate.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        TrainedModel model = _common.Load(parsed);
        RequireOwnOptions(parsed, model);
        ModelEvaluation evaluation = _evaluations[model.Algorithm];
        DatasetOptions? rows = _common.Rows(parsed, model) is { } usual
            ? evaluation.Bind(parsed, model, usual with { Weights = parsed.GetValue(_weights) })
            : null;
        ModelCommand.RequireTable(parsed, model, [_weights]);
        EvaluateReport report = await _common
            .RunAsync(parsed, console, model, rows, run => evaluation.RunAsync(parsed, run, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        Language language = _common.Language(parsed);
        _common.View(parsed, console).Show(
            report, () => ResultsJson.Readable.EvaluateReport, (shown, tables) => model.Algorithm.Write(shown, tables, language));
        return ExitCode.Done;
    }

    /// <summary>Refuses options that only models of another algorithm have.</summary>
    private void RequireOwnOptions(ParseResult parsed, TrainedModel model)
    {
        string[] faults =
        [
            .. from evaluation in _evaluations
               where evaluation.Key != model.Algorithm
               from option in evaluation.Value.Own?.Options ?? []
               where parsed.IsGiven(option)
               select $"{option.Name} must be left out: it is for models of {evaluation.Key.Name}, and {model.Path} is one of "
                   + $"{model.Algorithm.Name}.",
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
