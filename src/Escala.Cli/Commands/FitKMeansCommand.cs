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

/// <summary><c>escala fit kmeans</c>: trains a K-means.</summary>
internal sealed class FitKMeansCommand
{
    private readonly Argument<string> _data = DataArgument.Create();
    private readonly KMeansFitOptions _options = new();
    private readonly EngineOptions _engine = new();
    private readonly MetricsOption _metrics = new();
    private readonly OutputOptions _output = new();
    private readonly LanguageOption _language = new();

    private readonly Option<string?> _model = CliOption.Text("--model", "FILE", "Where to write the model, a zip. Without it: nowhere.");

    private readonly Option<bool> _supervised = new(SupervisedOption) { Hidden = true };

    private FitKMeansCommand()
    {
    }

    /// <summary>
    /// Given by <c>compare</c> to the processes it starts: progress goes to stderr as lines to be read by a program, and the end
    /// of stdin cancels, so that no child outlives its parent.
    /// </summary>
    public const string SupervisedOption = "--supervised";

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var fit = new FitKMeansCommand();
        var command = new EscalaCommand(
            "kmeans",
            "Train a K-means: rows to clusters.",
            "escala fit kmeans points.csv --clusters 3",
            "escala fit kmeans flights --sql \"select delay, distance from data\" --clusters 5 --standardize --model m.zip",
            "escala fit kmeans 'part-*.parquet' --clusters 8 --features a,b --restarts 10 --metrics all --json");
        command.Add(fit._data);
        fit._options.AddTo(command, requireClusters: true);
        fit._engine.AddTo(command);
        command.Add(fit._model);
        fit._metrics.AddTo(command);
        fit._output.AddTo(command);
        fit._language.AddTo(command);
        command.Add(fit._supervised);
        command.SetAction((parsed, cancellationToken) => fit.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        KMeansFitRequest request = Bind(parsed);
        bool isSupervised = parsed.GetValue(_supervised);
        JobConsole view = JobConsole.Of(parsed, _output, console);
        Language language = _language.Bind(parsed);
        var text = new ProgressText(language, request.Options.Restarts, request.UsedRows);
        KMeansFitReport report;
        using (TerminalProgress? terminal = view.Progress(text))
        {
            IProgress<JobProgress>? progress = isSupervised ? new LineProgress(console.Error) : terminal;
            CancellationToken end = isSupervised ? Supervision.Begin(cancellationToken) : cancellationToken;
            report = await FitAsync(request, progress, new SampleData(ProjectHome.Find(), console.Error), end).ConfigureAwait(false);
        }

        view.Show(report, ResultsJson.Readable.FitReport, (_, tables) => new FitText(language).Write(report, tables));
        return ExitCode.Done;
    }

    private KMeansFitRequest Bind(ParseResult parsed)
    {
        var baseline = new KMeansFitRequest { Data = parsed.GetRequiredValue(_data) };
        KMeansFitRequest request = _options.Bind(parsed, baseline);
        return request with
        {
            Options = request.Options with { Metrics = _metrics.Bind(parsed) },
            Engine = _engine.Bind(parsed),
            Model = parsed.GetValue(_model),
        };
    }

    private static async Task<KMeansFitReport> FitAsync(
        KMeansFitRequest request, IProgress<JobProgress>? progress, SampleData samples, CancellationToken cancellationToken)
    {
        KMeansOptions options = request.Resolve();
        if (request.Model is not null)
        {
            OutputFile.RequireWritable(request.Model);
        }

        await using IEngine engine = request.Engine.Create();
        string path = await samples.ResolveAsync(request.Data, cancellationToken).ConfigureAwait(false);
        using var reader = new DuckDbReader();
        Dataset data = new DatasetReader(reader).Open(path, request.Rows, cancellationToken);
        JobResult<KMeansFitResult> job =
            await new KMeansTrainer(options).RunAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
        if (request.Model is not null)
        {
            KMeansModel.Create(options, data.Plan, job.Result).Save(request.Model);
        }

        DataReport source = DataReport.Of(request.Data, data.Plan, request.Rows.Sql, job.Ranks.Count);
        return KMeansFitReport.Of(request.Report(), source, request.Model, data.Plan, job);
    }
}
