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

/// <summary><c>escala compare</c>: the same work on several engines.</summary>
internal sealed class CompareCommand
{
    private const int MaxRepeat = 100;
    private const string ResultsName = "results.json";

    private readonly Option<int?> _repeat = CliOption.Number<int>(
        "--repeat", "N", "How often every engine runs, in alternating order, from 1 to 100; the initialisations are tried once each.", 1);

    private readonly Option<string?> _out = CliOption.Text(
        "--out", "DIR", "The folder for report.html and results.json, which are replaced. Without it: a new one, escala-out-<date>-<time>.");

    private readonly Option<bool> _resume = CliOption.Switch(
        "--resume",
        "Go on with the comparison in --out: what has finished is kept, what failed is tried again. Options and data must be the same.");

    private readonly CompareOptions _fits = new();
    private readonly ContenderOptions _contenders = new();
    private readonly LanguageOption _language = new();
    private readonly OutputOptions _output = new();

    private CompareCommand() => _repeat.Validators.Add(RequireRepeat);

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var compare = new CompareCommand();
        var command = new EscalaCommand(
            "compare",
            "Run the same training on several engines and compare time, CPU, memory and quality. Each run is a process of its own, but for "
                + "those on a cluster, which share one session: its start is measured apart.",
            "escala compare",
            "escala compare kmeans --scale full --repeat 3 --out out",
            "escala compare kmeans points.csv --clusters 3 --standardize",
            "escala compare xgboost customers.parquet --target churned --test-fraction 0.2 --early-stopping 10");
        compare._fits.AddArgumentsTo(command);
        command.Add(new OptionGroup(
            "What is compared",
            [
                .. compare._contenders.Which, compare._fits.Scale, compare._contenders.Threads, compare._repeat, compare._out,
                compare._resume,
            ]));
        compare._fits.AddTo(command);
        command.Add(new OptionGroup("Clusters", compare._contenders.Clusters));
        command.Add(new OptionGroup("Results", [.. compare._output.All, compare._language.Option]));
        command.SetAction((parsed, cancellationToken) => compare.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        IReadOnlyList<FitRequest> requests = _fits.Bind(parsed);
        Contenders contenders = _contenders.Bind(parsed);
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
            Workloads = [.. fits.Select(fit => fit.Request.Algorithm.Comparison.Begin(fit.Request, fit.DataPath, DataStamp.Of(fit.DataPath)))],
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
            () => ResultsJson.Readable.ComparisonReport,
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
            string path = await samples.ResolveAsync(request.Data, request.Algorithm.Sample, cancellationToken).ConfigureAwait(false);
            request.Algorithm.Comparison.RequireFit(request, path, cancellationToken);
            fits.Add((request, path));
        }

        return [.. fits];
    }

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
}
