using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Data;
using Escala.DuckDb;
using Escala.Metrics;
using Escala.Reports.Languages;
using Escala.Reports.Pages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Commands;

/// <summary><c>escala compare</c>: the same work on several engines, each in a process of its own.</summary>
internal sealed class CompareCommand
{
    private const int MaxRepeat = 100;
    private const string ResultsName = "results.json";

    private readonly Argument<string?> _workload = new("WORKLOAD")
    {
        Description = "What to train: kmeans, which is also what is meant without it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _data = new("DATA")
    {
        Description = "Data of your own, with fit's options. Without it, or with the name flights: the sample's workload, which is "
            + "delay, distance and time of day of 3 million flights, 5 clusters, 10 runs, standardised; options given change it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]?> _engines = CliOption.List(
        "--engines", "LIST", "The engines, separated by commas. Without it: serial,local.");

    private readonly Option<string> _scale = CliOption.Choice(
        "--scale",
        "How much of the sample to use: quick is 200000 rows chosen by the seed, full is all.",
        SampleWorkload.Quick,
        SampleWorkload.Full);

    private readonly Option<int?> _threads = CliOption.Number<int>(
        "--threads", "N", "The threads of the local engine, from 1 to 1024. Without it: one per processor.");

    private readonly Option<int?> _repeat = CliOption.Number<int>(
        "--repeat", "N", "How often every engine runs, in alternating order, from 1 to 100; the initialisations are tried once each.", 1);

    private readonly Option<string?> _out = CliOption.Text(
        "--out", "DIR", "The folder for report.html and results.json, which are replaced. Without it: a new one, escala-out-<date>-<time>.");

    private readonly Option<bool> _resume = CliOption.Switch(
        "--resume",
        "Go on with the comparison in --out: what has finished is kept, what failed is tried again. Options and data must be the same.");

    private readonly PeerOptions _peers = new();
    private readonly Option<string[]?> _axes = CliOption.List(
        "--axes", "X,Y", "The two features that the clusters are drawn on. Without it: the first two principal components.");

    private readonly LanguageOption _language = new();
    private readonly KMeansFitOptions _options = new();
    private readonly OutputOptions _output = new();

    private CompareCommand()
    {
        _workload.Validators.Add(RequireKMeans);
        _engines.Validators.Add(RequireEngines);
        _repeat.Validators.Add(RequireRepeat);
        _axes.Validators.Add(RequireTwo);
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var compare = new CompareCommand();
        var command = new EscalaCommand(
            "compare",
            "Run the same training on several engines, each in a process of its own, and compare time, CPU, memory and quality.",
            "escala compare kmeans",
            "escala compare kmeans --scale full --repeat 3 --out out",
            "escala compare kmeans points.csv --clusters 3 --standardize");
        command.Add(compare._workload);
        command.Add(compare._data);
        command.Add(compare._engines);
        compare._peers.AddTo(command);
        command.Add(compare._scale);
        command.Add(compare._threads);
        command.Add(compare._repeat);
        command.Add(compare._out);
        command.Add(compare._axes);
        command.Add(compare._resume);
        compare._options.AddTo(command, requireClusters: false);
        compare._output.AddTo(command);
        compare._language.AddTo(command);
        command.Validators.Add(compare.RequireWorkload);
        command.SetAction((parsed, cancellationToken) => compare.RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        bool isSample = IsSampleWorkload(parsed.GetValue(_data));
        string? scale = isSample ? parsed.GetRequiredValue(_scale) : null;
        KMeansFitRequest request = Bind(parsed, scale);
        IReadOnlyList<string> names = parsed.GetList(_engines) ?? [EngineChoice.Serial, EngineChoice.Local];
        EngineChoice[] engines = [.. names.Select(name => Choose(parsed, name))];
        OptionFaults.Throw([.. engines.Select<EngineChoice, Action>(engine => engine.Validate), () => request.Resolve()]);
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

        var samples = new SampleData(ProjectHome.Find(), console.Error);
        string path = await samples.ResolveAsync(request.Data, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string>? axes = parsed.GetList(_axes);
        if (axes is not null)
        {
            RequireFeatures(axes, path, request, cancellationToken);
        }

        var asked = new ComparisonReport
        {
            Created = now,
            CommandLine = CommandLine(parsed, []),
            Machine = ThisMachine.Describe(),
            Scale = scale,
            Repeat = parsed.GetValue(_repeat)!.Value,
            Workloads =
            [
                new KMeansWorkloadReport
                {
                    Data = request.Data,
                    Files = DataStamp.Of(path),
                    Options = request.Report(),
                    Axes = axes,
                    Runs = [],
                },
            ],
        };
        var contenders = new Contenders(engines, _peers.Bind(parsed), Choose(parsed, EngineChoice.Local));
        JobConsole view = JobConsole.Of(parsed, _output, console);
        ComparisonOutcome outcome;
        try
        {
            outcome = await new KMeansComparison(request, path, results, view, language)
                .RunAsync(contenders, asked, earlier, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Refuses axes that are no features before anything runs.</summary>
    private static void RequireFeatures(
        IReadOnlyList<string> axes, string path, KMeansFitRequest request, CancellationToken cancellationToken)
    {
        using var reader = new DuckDbReader();
        string[] features =
            [.. new DatasetReader(reader).Open(path, request.Rows, cancellationToken).Plan.Features.Select(feature => feature.Name)];
        if (axes.FirstOrDefault(axis => !features.Contains(axis)) is { } unknown)
        {
            throw new InvalidOptionsException(
                $"--axes must be of the features {string.Join(", ", features)}, but was '{unknown}'. Name two of them.");
        }
    }

    private static void RequireTwo(OptionResult result)
    {
        string[] axes = result.GetValueOrDefault<string[]?>() ?? [];
        if (axes.Length != 2 || axes[0] == axes[1])
        {
            result.AddError($"--axes must be two different features, such as a,b, but was '{string.Join(',', axes)}'.");
        }
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

    private KMeansFitRequest Bind(ParseResult parsed, string? scale)
    {
        KMeansFitRequest baseline = scale is null
            ? new KMeansFitRequest { Data = parsed.GetValue(_data)! }
            : SampleWorkload.KMeans(scale);
        KMeansFitRequest request = _options.Bind(parsed, baseline);
        return request with { Options = request.Options with { Metrics = ClusteringMetricSet.All } };
    }

    private EngineChoice Choose(ParseResult parsed, string name) =>
        new(name, name == EngineChoice.Local ? parsed.GetValue(_threads) : null);

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

    private static bool IsSampleWorkload(string? data) => data is null || (data == SampleData.Flights && SampleData.IsSample(data));

    private void RequireWorkload(CommandResult result)
    {
        if (IsSampleWorkload(result.GetValue(_data)))
        {
            return;
        }

        if (!_options.HasClusters(result))
        {
            result.AddError("--clusters must be given with data of your own. Name the number of clusters to look for.");
        }

        if (result.GetResult(_scale) is { Implicit: false })
        {
            result.AddError("--scale must be left out with data of your own. Use fewer rows with --sample-rows.");
        }
    }

    private static void RequireKMeans(ArgumentResult result)
    {
        if (result.Tokens.Count > 0 && result.Tokens[0].Value != "kmeans")
        {
            result.AddError($"WORKLOAD must be kmeans, but was '{result.Tokens[0].Value}'.");
        }
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
