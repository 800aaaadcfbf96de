using System.CommandLine;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Cli.Samples;
using Escala.Cli.Tables;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala evaluate</c>: judges a model by rows.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Argument<string> _data = DataArgument.Create();
    private readonly ModelDataOptions _rows = new();
    private readonly EngineOptions _engine = new();
    private readonly MetricsOption _metrics = new();
    private readonly OutputOptions _output = new();
    private readonly LanguageOption _language = new();

    private readonly Option<string?> _truth = CliOption.Text(
        "--truth", "COL", "The column with the true clusters, to judge by. Without it: none.");

    private readonly Option<string?> _weights = CliOption.Text(
        "--weights", "COL", "The column with the rows' weights, which count in the inertia. Without it: every row weighs 1.");

    private readonly Option<ulong?> _seed = CliOption.Number<ulong>(
        "--seed", "N", "The seed of the rows that a sampled silhouette is computed on, at least 0.", 0);

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
            "escala evaluate m.zip points.csv --truth species --metrics all --json");
        command.Add(evaluate._model);
        command.Add(evaluate._data);
        evaluate._rows.AddTo(command);
        command.Add(evaluate._truth);
        command.Add(evaluate._weights);
        evaluate._metrics.AddTo(command);
        command.Add(evaluate._seed);
        evaluate._engine.AddTo(command);
        evaluate._output.AddTo(command);
        evaluate._language.AddTo(command);
        command.SetAction((parsed, cancellationToken) => evaluate.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        string given = parsed.GetRequiredValue(_data);
        string modelPath = parsed.GetRequiredValue(_model);
        EngineChoice choice = _engine.Bind(parsed);
        choice.Validate();
        KMeansModel model = KMeansModel.Load(modelPath);
        DatasetOptions rows = _rows.Bind(parsed, model) with { Label = parsed.GetValue(_truth), Weights = parsed.GetValue(_weights) };
        rows.Validate();
        JobConsole view = JobConsole.Of(parsed, _output, console);
        Language language = _language.Bind(parsed);
        KMeansEvaluateReport report;
        using (TerminalProgress? progress = view.Progress(new ProgressText(language)))
        {
            await using IEngine engine = choice.Create();
            var samples = new SampleData(ProjectHome.Find(), console.Error);
            string path = await samples.ResolveAsync(given, cancellationToken).ConfigureAwait(false);
            using var reader = new DuckDbReader();
            Dataset data = new DatasetReader(reader).Open(path, rows, cancellationToken);
            var options = new KMeansEvaluateOptions { Metrics = _metrics.Bind(parsed), Seed = parsed.GetValue(_seed)!.Value };
            var job = new Job<KMeansEvaluateOptions>(options, data)
            {
                Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = modelPath },
            };
            JobResult<KMeansEvaluation> result = await engine
                .RunAsync<KMeansEvaluate, KMeansEvaluateOptions, KMeansEvaluation>(job, progress, cancellationToken).ConfigureAwait(false);
            report = KMeansEvaluateReport.Of(modelPath, DataReport.Of(given, data.Plan, rows.Sql, world: 1), data.Plan, result);
        }

        view.Show(
            report, ResultsJson.Readable.EvaluateReport, (_, tables) => new EvaluateText(language).Write(report, tables));
        return ExitCode.Done;
    }
}
