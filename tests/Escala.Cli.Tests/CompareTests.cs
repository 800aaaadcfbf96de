using System.Text.Json.Nodes;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Clustering;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Comparisons, each engine a process of its own.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compare_OwnFile_ComparesBothEnginesAndWritesResults()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--truth", "kind", "--clusters", "3", "--peers", "none",
            "--engines", "serial,local", "--out", "out");

        Assert.Equal(0, outcome.ExitCode);
        string[] progress = outcome.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(5, progress.Length);
        Assert.Matches(@"^\[1/5\] serial: done in \d+\.\d{3} s; about \d+ s left$", progress[0]);
        Assert.Matches(@"^\[5/5\] random: done in \d+\.\d{3} s$", progress[4]);
        Assert.Contains("Centroids and labels of serial and local are the same bits.", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"Speed of local over serial: \d+\.\d\d x in the fit phase, \d+\.\d\d x in all\.", outcome.Output);
        Assert.Contains("The report is out/report.html, and every figure is in out/results.json.", outcome.Output, StringComparison.Ordinal);
        JsonNode results = KMeans();
        Assert.Equal(
            ["serial", "local", "kmeans-parallel", "kmeans++", "random"],
            results["runs"]!.AsArray().Select(run => (string)run!["name"]!));
        Assert.All(results["runs"]!.AsArray(), run => Assert.Equal(0, (int)run!["exitCode"]!));
        Assert.All(results["runs"]!.AsArray().Take(2), run => Assert.NotNull(run!["result"]!["metrics"]!["silhouette"]));
        Assert.All(results["runs"]!.AsArray().Skip(2), run => Assert.Equal((string)run!["name"]!, (string)run["result"]!["options"]!["init"]!));
        Assert.True((bool)results["sameAnswer"]!);
        JsonNode clusters = results["clusters"]!;
        Assert.Equal("local", (string)clusters["run"]!);
        Assert.Equal(300, clusters["rowNumbers"]!.AsArray().Count);
        Assert.Equal(300, clusters["silhouettes"]!.AsArray().Count);
        Assert.Equal(600, clusters["values"]!.AsArray().Count);
        Assert.Equal(6, clusters["centroids"]!.AsArray().Count);
        Assert.Equal(
            ["report.html", "report.md", "results.csv", "results.json"],
            Directory.GetFiles(Path.Combine(_folder.Path, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Compare_Repeated_AlternatesAndShowsMediansInTheLanguageAskedFor()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--clusters", "3", "--repeat", "2", "--peers", "none",
            "--engines", "serial,local", "--out", "out", "--quiet",
            "--lang", "es");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal(
            ["serial 1", "local 1", "local 2", "serial 2", "kmeans-parallel 1", "kmeans++ 1", "random 1"],
            KMeans()["runs"]!.AsArray().Select(run => $"{run!["name"]} {run["repeat"]}"));
        Assert.Contains("Los centroides y las etiquetas de serial y local coinciden bit a bit.", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"local +\d+ +2 +\d+,\d{3} \(\d+,\d{3}–\d+,\d{3}\)", outcome.Output);
        Assert.Contains("Inicializaciones, una ejecución con cada una en el motor serial", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_RepeatOutOfRange_IsRefused()
    {
        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, "compare", "kmeans", "--repeat", "101");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("escala: --repeat must be from 1 to 100, but was 101.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_EngineSaysNothing_IsEndedAndTheOthersRun()
    {
        string script = Points.WriteText(
            _folder.Path,
            "silent.sh",
            $"""
            case " $* " in
                *" --engine local "*) exec sleep 60 ;;
                *) for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; echo "still here" >&2; done; exec {EscalaProcess.Path} "$@" ;;
            esac
            """);

        WorkloadReport workload = await CompareAsync(Request(), script, silence: TimeSpan.FromSeconds(4));

        Assert.Equal("The process gave no sign of life for 4 seconds and was ended.", workload.Runs[0].Error);
        Assert.Null(workload.Runs[1].Error);
        Assert.NotNull(workload.Runs[1].Result);
    }

    [Fact]
    public void ChildProgram_Itself_IsTakenForDeadAfterTenMinutes() =>
        Assert.Equal(TimeSpan.FromMinutes(10), ChildProgram.Itself().Silence);

    [Fact]
    public async Task Compare_Axes_AreThoseOfTheClustersChart()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--clusters", "3", "--engines", "serial", "--peers", "none",
            "--axes", "b,a", "--out", "out");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["b", "a"], KMeans()["axes"]!.AsArray().Select(axis => (string)axis!));
        string report = await File.ReadAllTextAsync(
            Path.Combine(_folder.Path, "out", "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("Horizontal axis: b (units of the data); vertical axis: a (units of the data).", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,zzz", "--axes must be of the features a, b, but was 'zzz'. Name two of them.")]
    [InlineData("a", "--axes must be two different features, such as a,b, but was 'a'.")]
    public async Task Compare_WrongAxes_AreRefusedBeforeAnythingRuns(string axes, string message)
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--clusters", "3", "--axes", axes, "--out", "out");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "out", "results.json")));
    }

    [Fact]
    public async Task Compare_Json_IsOneObjectLikeTheFile()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--clusters", "3", "--engines", "local", "--peers", "none",
            "--out", "out",
            "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.True(JsonNode.DeepEquals(Results(), JsonNode.Parse(outcome.Output)));
    }

    [Fact]
    public async Task Compare_RecordedCommand_DoesTheSameAgain()
    {
        string points = Points.Write(_folder.Path, "my points.csv");
        await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--sql", "select a, b*2 as \"it's\" from data", "--clusters", "3", "--engines",
            "local", "--peers", "none", "--out", "out");
        JsonNode run = KMeans()["runs"]![0]!;

        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "bash", ["-c", "escala() { \"$0\" \"$@\"; }; " + (string)run["command"]!, EscalaProcess.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        ProcessOutcome again = await EscalaProcess.EndAsync(shell);

        Assert.Equal(0, again.ExitCode);
        Assert.True(JsonNode.DeepEquals(run["result"]!["digest"], JsonNode.Parse(again.Output)!["digest"]));
    }

    [Fact]
    public async Task Compare_OneEngineFails_TheOtherStillRuns()
    {
        KMeansFitRequest request = Request();
        string script = FailingFor("local", "escala: The local engine has no luck today.", 1);

        WorkloadReport workload = await CompareAsync(request, script);

        Assert.NotNull(workload.Runs[1].Result);
        Assert.Null(workload.Runs[0].Result);
        Assert.Equal("The local engine has no luck today.", workload.Runs[0].Error);
        Assert.Equal(1, workload.Runs[0].ExitCode);
        Assert.Null(workload.SameAnswer);
        string text = TextOf(workload);
        Assert.Matches(@"local .* failed \(1\)", text);
        Assert.Contains("local failed: The local engine has no luck today.", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +serial .* done *$", text);
        Assert.Equal(2, KMeans()["runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Compare_EngineIsKilledWithoutAWord_SaysSo()
    {
        KMeansFitRequest request = Request();
        string script = Points.WriteText(_folder.Path, "killed.sh", "kill -KILL $$\n");

        WorkloadReport workload = await CompareAsync(request, script);

        Assert.All(workload.Runs, run => Assert.Equal("The process ended with exit code 137 and said nothing (signal 9).", run.Error));
    }

    [Fact]
    public async Task Compare_EverythingFails_ExitsWith1()
    {
        Points.WriteText(_folder.Path, "one.csv", "a\n1\n1\n");

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, "compare", "kmeans", "one.csv", "--clusters", "3", "--peers",
            "none", "--engines", "serial,local", "--out", "out");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("serial failed: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("local failed: ", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(5, KMeans()["runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Text_EnginesDisagree_SaysSoFirst()
    {
        WorkloadReport workload = await CompareAsync(Request(), FailingFor("nobody", "", 0));
        var fit = (KMeansFitReport)workload.Runs[1].Result!;
        RunReport other = workload.Runs[1] with
        {
            Result = fit with { Digest = fit.Digest with { Labels = new string('0', 64) } },
        };

        string text = TextOf(workload with { Runs = [workload.Runs[0], other] });

        Assert.StartsWith("THE ENGINES DISAGREE", text, StringComparison.Ordinal);
        Assert.Contains("Centroids or labels of local and serial DIFFER.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_PeerAndWhatWasNotRun_AreMarkedAsSuch()
    {
        WorkloadReport workload = await CompareAsync(Request(), FailingFor("nobody", "", 0));
        RunReport peer = workload.Runs[0] with { Kind = RunKind.Peer, Name = "sklearn", Threads = 2 };
        RunReport absent = new()
        {
            Kind = RunKind.Peer,
            Name = "sklearn",
            Threads = 1,
            NotRun = new NotRunReport("Python was not found.", "apt install python3-sklearn"),
        };

        string english = TextOf(workload with { Runs = [.. workload.Runs, peer, absent] });
        string spanish = TextOf(workload with { Runs = [.. workload.Runs, peer, absent] }, Language.Spanish);

        Assert.Matches(@"(?m)^ *scikit-learn \(peer\), 2 threads .* done *$", english);
        Assert.Matches(@"(?m)^ *scikit-learn \(peer\), 1 thread .* not run *$", english);
        Assert.Contains(
            "scikit-learn (peer), 1 thread was not run: Python was not found. To have it: apt install python3-sklearn",
            english,
            StringComparison.Ordinal);
        Assert.Contains("Centroids and labels of local and serial are the same bits.", english, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ *scikit-learn \(referencia\), 1 hilo .* no se ejecutó *$", spanish);
    }

    private static string TextOf(WorkloadReport workload, Language? language = null)
    {
        var output = new StringWriter();
        new ComparisonText(ComparisonSamples.Around(workload), language ?? Language.English)
            .WriteTo(new CommandConsole(output, output, IsOutputTerminal: false, IsErrorTerminal: false).Tables());
        return output.ToString();
    }

    private KMeansFitRequest Request() => new()
    {
        Data = Points.Write(_folder.Path),
        Options = new KMeansOptions { Clusters = 3 },
        Rows = new DatasetOptions { Features = ["a", "b"] },
    };

    /// <summary>A program that fails for one engine and is the real one for the others.</summary>
    private string FailingFor(string engine, string message, int exitCode) => Points.WriteText(
        _folder.Path,
        "program.sh",
        $"""
        case " $* " in
            *" --engine {engine} "*) echo "{message}" >&2; exit {exitCode} ;;
        esac
        exec {EscalaProcess.Path} "$@"
        """);

    private async Task<WorkloadReport> CompareAsync(KMeansFitRequest request, string script, int repeat = 1, TimeSpan? silence = null)
    {
        string results = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "out")).FullName, "results.json");
        var program = new ChildProgram("bash", script);
        program = program with { Silence = silence ?? program.Silence };
        var compared = new Workload(request, request.Data, Path.Combine(_folder.Path, "m.zip"), program);
        EngineChoice[] engines = [new(EngineChoice.Local), new(EngineChoice.Serial)];
        var plan = new ComparisonPlan(
            WorkloadPlan.Of("kmeans", [.. engines.Select(engine => compared.OfEngine(engine))], repeat, trials: [], absent: []));
        var board = new ComparisonBoard(plan, cell => new ProgressText(Language.English, cell.Fit), TimeProvider.System);
        var workload = new KMeansWorkloadReport { Data = request.Data, Options = request.Report(), Runs = [] };
        ComparisonReport report = await new ComparisonRunner(results, board)
            .RunAsync(plan, ComparisonSamples.Around(workload), CancellationToken.None);
        return report.Workloads.Single();
    }

    /// <summary>The workload of the results.</summary>
    private JsonNode KMeans() => Results()["workloads"]![0]!;

    private JsonNode Results() => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, "out", "results.json")))!;
}
