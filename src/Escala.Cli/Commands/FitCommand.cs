using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Cli.Samples;
using Escala.Engines;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala fit ALGORITHM</c>: trains.</summary>
internal sealed class FitCommand
{
    private readonly Argument<string> _data;
    private readonly EngineOptions _engine = new();
    private readonly OutputOptions _output = new();
    private readonly LanguageOption _language = new();

    private readonly Option<string?> _model = CliOption.Text("--model", "FILE", "Where to write the model, a zip. Without it: nowhere.");

    private readonly Option<bool> _supervised = new(SupervisedOption) { Hidden = true };

    private readonly Algorithm _algorithm;
    private readonly DataOptions _rows;
    private readonly FitOptions _options;
    private readonly ClusterRowsOptions? _held;

    private FitCommand(Algorithm algorithm)
    {
        _algorithm = algorithm;
        _data = DataArgument.Create(algorithm.DataDescription);
        _rows = new DataOptions(algorithm.Missing, algorithm.Missing.Select(ReadOptions.WordOf).FirstOrDefault(""));
        _options = algorithm.CreateOptions(_rows);
        _held = algorithm.Plain("") is RowsFitRequest ? new ClusterRowsOptions() : null;
    }

    /// <summary>
    /// Given by <c>compare</c> to the processes it starts: progress goes to stderr as lines to be read by a program, and the end
    /// of stdin cancels, so that no child outlives its parent.
    /// </summary>
    public const string SupervisedOption = "--supervised";

    /// <summary>Creates the command.</summary>
    /// <param name="algorithm">What it trains.</param>
    /// <param name="console">Where it writes.</param>
    public static Command Create(Algorithm algorithm, CommandConsole console)
    {
        var fit = new FitCommand(algorithm);
        var command = new EscalaCommand(algorithm.Name, algorithm.Summary, algorithm.Examples);
        command.Add(fit._data);
        if (fit._options.Needed is { } needed)
        {
            needed.Required = true;
        }

        foreach (OptionGroup group in fit._options.Own)
        {
            command.Add(group);
        }

        command.Add(fit._options.DataGroup);
        command.Add(new OptionGroup(
            "Running and results",
            [.. fit._engine.All, fit._model, .. fit._options.FitOnly, .. fit._output.All, fit._language.Option]));
        command.Add(fit._engine.Clusters);
        if (fit._held is { } held)
        {
            fit._data.Arity = ArgumentArity.ZeroOrOne;
            command.Add(held.Group);
            command.Validators.Add(result => held.RequireOneSource(result, fit._data));
        }

        command.Add(fit._supervised);
        command.SetAction((parsed, cancellationToken) => fit.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        FitRequest request = Bind(parsed);
        bool isSupervised = parsed.GetValue(_supervised);
        JobConsole view = JobConsole.Of(parsed, _output, console);
        Language language = _language.Bind(parsed);
        FitReport report;
        using (TerminalProgress? terminal = view.Progress(new ProgressText(language, request)))
        {
            IProgress<JobProgress>? progress = isSupervised ? new LineProgress(console.Error) : terminal;
            CancellationToken end = isSupervised ? Supervision.Begin(cancellationToken) : cancellationToken;
            report = await FitAsync(request, progress, new SampleData(ProjectHome.Find(), console.Error), end).ConfigureAwait(false);
        }

        view.Show(
            report, () => ResultsJson.Readable.FitReport, (shown, tables) => _algorithm.Write(shown, tables, language));
        return ExitCode.Done;
    }

    private FitRequest Bind(ParseResult parsed)
    {
        ClusterRowsChoice? held = _held?.Bind(parsed);
        FitRequest request = _options.Bind(parsed, _algorithm.Plain(held?.Source ?? parsed.GetRequiredValue(_data)));
        request = request is RowsFitRequest rows ? rows with { Held = held } : request;
        return _options.BindFitOnly(parsed, request) with { Engine = _engine.Bind(parsed), Model = parsed.GetValue(_model) };
    }

    private static async Task<FitReport> FitAsync(
        FitRequest request, IProgress<JobProgress>? progress, SampleData samples, CancellationToken cancellationToken)
    {
        request.Validate();
        if (request.Model is not null)
        {
            OutputFile.RequireWritable(request.Model);
        }

        await using IEngine engine = request.Engine.Create();
        if (request is RowsFitRequest { Held: not null } rows)
        {
            return await rows.RunOnHeldRowsAsync(engine, progress, cancellationToken).ConfigureAwait(false);
        }

        string path = await samples.ResolveAsync(request.Data, request.Algorithm.Sample, cancellationToken).ConfigureAwait(false);
        return await request.RunAsync(path, engine, progress, cancellationToken).ConfigureAwait(false);
    }
}
