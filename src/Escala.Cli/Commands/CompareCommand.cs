using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Algorithms;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Reports.Languages;
using Escala.Reports.Pages;
using Escala.Reports.Results;

namespace Escala.Cli.Commands;

/// <summary><c>escala compare</c>: the same work on several engines, each in a process of its own.</summary>
internal sealed class CompareCommand
{
    private const int MaxRepeat = 100;
    private const string ResultsName = "results.json";

    private readonly Option<string[]?> _engines = CliOption.List(
        "--engines", "LIST", "The engines, separated by commas. Without it: serial,local.");

    private readonly Option<int?> _threads = CliOption.Number<int>(
        "--threads", "N", "The threads of the local engine, from 1 to 1024. Without it: one per processor.");

    private readonly Option<int?> _repeat = CliOption.Number<int>(
        "--repeat", "N", "How often every engine runs, in alternating order, from 1 to 100; the initialisations are tried once each.", 1);

    private readonly Option<string?> _out = CliOption.Text(
        "--out", "DIR", "The folder for report.html and results.json, which are replaced. Without it: a new one, escala-out-<date>-<time>.");

    private readonly Option<bool> _resume = CliOption.Switch(
        "--resume",
        "Go on with the comparison in --out: what has finished is kept, what failed is tried again. Options and data must be the same.");

    private readonly CompareOptions _fits = new();
    private readonly PeerOptions _peers = new();
    private readonly LanguageOption _language = new();
    private readonly OutputOptions _output = new();

    private CompareCommand()
    {
        _engines.Validators.Add(RequireEngines);
        _repeat.Validators.Add(RequireRepeat);
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var compare = new CompareCommand();
        var command = new EscalaCommand(
            "compare",
            "Run the same training on several engines, each in a process of its own, and compare time, CPU, memory and quality.",
            "escala compare",
            "escala compare kmeans --scale full --repeat 3 --out out",
            "escala compare kmeans points.csv --clusters 3 --standardize",
            "escala compare xgboost customers.parquet --target churned --test-fraction 0.2 --early-stopping 10");
        compare._fits.AddArgumentsTo(command);
        command.Add(new OptionGroup(
            "What is compared",
            [
                compare._engines, .. compare._peers.Options, compare._fits.Scale, compare._threads, compare._repeat, compare._out,
                compare._resume,
            ]));
        compare._fits.AddTo(command);
        command.Add(new OptionGroup("Results", [.. compare._output.All, compare._language.Option]));
        command.SetAction((parsed, cancellationToken) => compare.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        IReadOnlyList<FitRequest> requests = _fits.Bind(parsed);
        Contenders contenders = BindContenders(parsed);
        OptionFaults.Throw(
            [.. contenders.Engines.Select<EngineChoice, Action>(engine => engine.Validate), .. requests.Select<FitRequest, Action>(fit => fit.Validate)]);
        contenders.Peers.RequireUse(requests);
        DateTimeOffset now = TimeProvider.System.GetLocalNow();
        string folder = parsed.GetValue(_out) ?? $"escala-out-{now:yyyyMMdd-HHmmss}";
        string results = PrepareResults(folder);
        Language language = _language.Bind(parsed);
        Texts texts = ComparisonTexts.In(language);
        EarlierComparison? earlier = parsed.GetValue(_resume) ? EarlierComparison.Read(results) : null;
        if (parsed.GetValue(_resume) && earlier is null)
        {
            console.Error.WriteLine(texts.Format("resume.fresh", folder));
        }

        (FitRequest Request, string DataPath)[] fits =
            await ResolveAsync(requests, new SampleData(ProjectHome.Find(), console.Error), cancellationToken).ConfigureAwait(false);
        var asked = new ComparisonReport
        {
            Created = now,
            CommandLine = CommandLine(parsed, []),
            Machine = ThisMachine.Describe(),
            Scale = _fits.ScaleOf(parsed),
            Repeat = parsed.GetValue(_repeat)!.Value,
            Workloads = [.. fits.Select(fit => fit.Request.Algorithm.Comparison.Begin(fit.Request, DataStamp.Of(fit.DataPath)))],
        };
        JobConsole view = JobConsole.Of(parsed, _output, console);
        ComparisonOutcome outcome;
        try
        {
            await using var session = new ComparisonSession(fits, results, view, language);
            outcome = await session.RunAsync(contenders, asked, earlier, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (File.Exists(results))
        {
            console.Error.WriteLine(texts.Format("resume.how", results, ResumeLine(parsed, folder)));
            throw;
        }

        view.Show(
            outcome.Report,
            ResultsJson.Readable.ComparisonReport,
            (report, tables) => new ComparisonText(report, language).WriteTo(tables));
        ComparisonPages.Write(outcome.Report, folder, language);
        view.ShowLine(texts.Format("everything", Path.Combine(folder, ReportFiles.Page), results));
        if (outcome.ViewError is { } error)
        {
            console.Error.WriteLine(texts.Format("view.failed", error));
        }

        return outcome.IsGood ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Finds the data of the fits, and refuses options that do not fit them before anything runs.</summary>
    private static async Task<(FitRequest Request, string DataPath)[]> ResolveAsync(
        IReadOnlyList<FitRequest> requests, SampleData samples, CancellationToken cancellationToken)
    {
        var fits = new List<(FitRequest, string)>();
        foreach (FitRequest request in requests)
        {
            string path = await samples.ResolveAsync(request.Data, cancellationToken).ConfigureAwait(false);
            request.Algorithm.Comparison.RequireFit(request, path, cancellationToken);
            fits.Add((request, path));
        }

        return [.. fits];
    }

    private Contenders BindContenders(ParseResult parsed)
    {
        IReadOnlyList<string> names = parsed.GetList(_engines) ?? [EngineChoice.Serial, EngineChoice.Local];
        return new Contenders(
            [.. names.Select(name => Choose(parsed, name))], _peers.Bind(parsed), Choose(parsed, EngineChoice.Local));
    }

    private EngineChoice Choose(ParseResult parsed, string name) =>
        new(name, name == EngineChoice.Local ? parsed.GetValue(_threads) : null);

    private static string CommandLine(ParseResult parsed, IReadOnlyList<string> more) =>
        ShellText.Join(["escala", .. parsed.Tokens.Select(token => token.Value), .. more]);

    private string ResumeLine(ParseResult parsed, string folder)
    {
        var more = new ArgumentList();
        more.AddIf(!parsed.IsGiven(_out), "--out", folder);
        more.AddIf(!parsed.GetValue(_resume), "--resume");
        return CommandLine(parsed, more.Items);
    }

    private static string PrepareResults(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException($"The folder {folder} cannot be made: {cause.Message} Name another with --out.", cause);
        }

        string results = Path.Combine(folder, ResultsName);
        OutputFile.RequireWritable(results);
        return results;
    }

    private static void RequireRepeat(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() is < 1 or > MaxRepeat)
        {
            result.AddError($"--repeat must be from 1 to {MaxRepeat}, but was {result.GetValueOrDefault<int?>()}.");
        }
    }

    private static void RequireEngines(OptionResult result)
    {
        string[] names = result.GetValueOrDefault<string[]?>() ?? [];
        string? wrong = names.FirstOrDefault(name => !EngineChoice.Names.Contains(name));
        if (wrong is not null)
        {
            result.AddError($"--engines must be of serial and local, but was '{wrong}'.");
        }
        else if (names.Distinct().Count() != names.Length)
        {
            result.AddError($"--engines must be different engines, but was '{string.Join(',', names)}'.");
        }
    }
}
