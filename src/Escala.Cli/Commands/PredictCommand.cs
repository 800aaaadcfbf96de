using System.CommandLine;
using System.Diagnostics;
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

/// <summary><c>escala predict</c>: labels rows by a model.</summary>
internal sealed class PredictCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Argument<string> _data = DataArgument.Create();
    private readonly ModelDataOptions _rows = new();
    private readonly EngineOptions _engine = new();
    private readonly OutputOptions _output = new();
    private readonly LanguageOption _language = new();

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write, which ends in .csv or .parquet: row (0-based), label and distance to the centroid, one "
            + "line per row.",
        Required = true,
    };

    private readonly Option<string[]?> _keep = CliOption.List(
        "--keep", "COLS", "Columns of the data to write beside the labels, separated by commas. Without it: none.");

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
            "Label rows by a model.",
            "escala predict m.zip points.csv --out labels.csv",
            "escala predict m.zip flights --out labels.parquet --keep delay,distance");
        command.Add(predict._model);
        command.Add(predict._data);
        command.Add(predict._out);
        command.Add(predict._keep);
        predict._rows.AddTo(command);
        predict._engine.AddTo(command);
        predict._output.AddTo(command);
        predict._language.AddTo(command);
        command.SetAction((parsed, cancellationToken) => predict.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        EngineChoice choice = _engine.Bind(parsed);
        choice.Validate();
        string modelPath = parsed.GetRequiredValue(_model);
        DatasetOptions rows = _rows.Bind(parsed, KMeansModel.Load(modelPath));
        rows.Validate();
        string target = parsed.GetRequiredValue(_out);
        OutputFile.RequireWritable(target);
        IReadOnlyList<string> keep = parsed.GetList(_keep) ?? [];
        var writer = new PredictionWriter(target, KMeansPredict.Columns, keep);
        JobConsole view = JobConsole.Of(parsed, _output, console);
        Language language = _language.Bind(parsed);
        PredictReport report;
        using (TerminalProgress? progress = view.Progress(new ProgressText(language)))
        {
            string given = parsed.GetRequiredValue(_data);
            await using IEngine engine = choice.Create();
            var samples = new SampleData(ProjectHome.Find(), console.Error);
            string path = await samples.ResolveAsync(given, cancellationToken).ConfigureAwait(false);
            using var reader = new DuckDbReader();
            Dataset data = new DatasetReader(reader).Open(path, rows, cancellationToken);
            writer.RequireColumns(data.Plan, cancellationToken);
            JobResult<KMeansPredictResult> job =
                await PredictAsync(engine, modelPath, data, progress, cancellationToken).ConfigureAwait(false);
            long start = Stopwatch.GetTimestamp();
            writer.Write([.. job.Files.Select(file => file.Path)], job.Result.Rows, data.Plan, cancellationToken);
            report = new PredictReport
            {
                Rows = job.Result.Rows,
                Data = DataReport.Of(given, data.Plan, rows.Sql, world: 1),
                ClusterSizes = job.Result.ClusterSizes,
                Model = modelPath,
                Out = target,
                OutBytes = new FileInfo(target).Length,
                Keep = keep,
                WriteSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            }.With(data.Plan, job);
        }

        view.Show(report, ResultsJson.Readable.PredictReport, new PredictText(language).Write);
        return ExitCode.Done;
    }

    private static Task<JobResult<KMeansPredictResult>> PredictAsync(
        IEngine engine, string modelPath, Dataset data, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        var job = new Job<KMeansPredictOptions>(new KMeansPredictOptions(), data)
        {
            Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = modelPath },
        };
        return engine.RunAsync<KMeansPredict, KMeansPredictOptions, KMeansPredictResult>(job, progress, cancellationToken);
    }
}
