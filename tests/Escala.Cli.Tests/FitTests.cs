using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Numerics;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What a fit answers, through the real program.</summary>
public sealed class FitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_Json_HasTheGoldenShape()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await RunAsync(
            "fit", "kmeans", points, "--features", "a,b", "--truth", "kind", "--weights", "weight", "--clusters", "3", "--restarts", "2",
            "--test-fraction", "0.3", "--metrics", "all", "--engine", "serial", "--model", "m.zip", "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal(Golden.Read("fit.json"), MaskedJson.Of(outcome.Output));
    }

    [Fact]
    public async Task Fit_Resumed_EndsInTheSameBits()
    {
        string points = Points.Write(_folder.Path);
        string[] fit = ["fit", "kmeans", points, "--features", "a,b", "--clusters", "7", "--restarts", "3", "--tolerance", "0", "--json"];
        JsonNode plain = JsonNode.Parse((await RunAsync(fit)).Output)!;
        await RunAsync([.. fit, "--checkpoint", "kept", "--every", "1"]);
        string newest = Directory.GetFiles(Path.Combine(_folder.Path, "kept"), "checkpoint-3-?.json").Order(StringComparer.Ordinal).Last();
        File.Delete(newest);

        ProcessOutcome resumed = await RunAsync([.. fit, "--resume", "kept", "--every", "1"]);

        Assert.Equal("", resumed.Error);
        Assert.True(JsonNode.DeepEquals(plain["digest"], JsonNode.Parse(resumed.Output)!["digest"]));
        Assert.True(File.Exists(newest));
        ProcessOutcome nothing = await RunAsync([.. fit, "--resume", "nowhere"]);
        Assert.Equal(1, nothing.ExitCode);
        Assert.StartsWith("escala: nowhere holds no checkpoint to go on from.", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_Json_HasTheFiguresOfThePoints()
    {
        string points = Points.Write(_folder.Path, rows: 300);

        JsonNode json = JsonNode.Parse((await RunAsync(
            "fit", "kmeans", points, "--features", "a,b", "--truth", "kind", "--clusters", "3", "--json")).Output)!;

        Assert.Equal(300, (int)json["rows"]!);
        Assert.Equal([100, 100, 100], json["clusterSizes"]!.AsArray().Select(size => (int)size!));
        Assert.Equal(1.0, (double)json["metrics"]!["adjustedRand"]!);
        Assert.Equal(1.0, (double)json["metrics"]!["accuracy"]!);
        Assert.Null(json["metrics"]!["silhouette"]);
        Assert.Null(json["testMetrics"]);
        Assert.True(json.AsObject().ContainsKey("model"));
        Assert.Equal(
            ["load", "split", "prepare", "init", "fit", "evaluate"], json["phases"]!.AsArray().Select(phase => (string)phase!["name"]!));
    }

    [Fact]
    public async Task Fit_SerialAndLocalAndEveryKernel_GiveTheSameBits()
    {
        string points = Points.Write(_folder.Path);
        string[] fit = ["fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--standardize", "--json"];

        var digests = new List<string>
        {
            Digest(await RunAsync([.. fit, "--engine", "serial"])),
            Digest(await RunAsync([.. fit, "--engine", "local", "--threads", "2", "--block-rows", "64"])),
        };
        foreach (KernelSet kernels in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
        {
            digests.Add(Digest(await EscalaProcess.RunWithKernelsAsync(KernelSets.Name(kernels), _folder.Path, fit)));
        }

        Assert.Single(digests.Distinct());
    }

    [Fact]
    public async Task Fit_OneCluster_SaysWhyFiguresAreAbsent()
    {
        string points = Points.Write(_folder.Path);

        JsonNode metrics = JsonNode.Parse((await RunAsync(
            "fit", "kmeans", points, "--features", "a,b", "--clusters", "1", "--metrics", "all", "--json")).Output)!["metrics"]!;

        Assert.Null(metrics["silhouette"]);
        Assert.Null(metrics["daviesBouldin"]);
        Assert.Equal(
            ["calinskiHarabasz", "daviesBouldin", "silhouette", "silhouetteSquaredEuclidean"],
            metrics["absentMetrics"]!.AsObject().Select(reason => reason.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fit_Piped_IsPlainText()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--metrics", "all");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.DoesNotContain('\u2026', outcome.Output);
        Assert.Contains("rows by cluster: 100  100  100", outcome.Output, StringComparison.Ordinal);
        Assert.All(
            new[] { "load", "split", "prepare", "init", "fit", "evaluate", "silhouette", "inertia" },
            word => Assert.Matches($@"(?m)^ +{word} .*\d", outcome.Output));
    }

    [Fact]
    public async Task Fit_GivenCentroids_StartsThere()
    {
        string points = Points.Write(_folder.Path);
        using (FileStream stream = File.Create(Path.Combine(_folder.Path, "c.npy")))
        {
            Data.NpyFile.Write(stream, [20, 10, 0, 0, 10, 5], 3, 2);
        }

        JsonNode json = JsonNode.Parse((await RunAsync(
            "fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--init", "c.npy", "--json")).Output)!;

        Assert.Equal("c.npy", (string)json["options"]!["init"]!);
        Assert.Equal([100, 100, 100], json["clusterSizes"]!.AsArray().Select(size => (int)size!));
    }

    [Fact]
    public async Task Fit_KernelsNobodyKnows_IsWrongUsage()
    {
        ProcessOutcome outcome = await EscalaProcess.RunWithKernelsAsync(
            "fast", _folder.Path, "fit", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "3");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("escala: ESCALA_KERNELS must be avx512, avx2 or portable, but was 'fast'.", outcome.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_Supervised_SaysItsProgressInLines()
    {
        string points = Points.Write(_folder.Path);
        using System.Diagnostics.Process process = EscalaProcess.Start(
            _folder.Path, "fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--json", "--supervised");

        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(0, outcome.ExitCode);
        Engines.JobProgress?[] reports = [.. outcome.Error.TrimEnd('\n').Split('\n').Select(Progress.LineProgress.Parse)];
        Assert.All(reports, Assert.NotNull);
        Assert.Contains(reports, report => report!.Phase == Measurement.Phase.Fit && report.Progress?.Objective > 0);
    }

    private static string Digest(ProcessOutcome outcome) =>
        JsonDocument.Parse(outcome.Output).RootElement.GetProperty("digest").GetRawText();

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);
}
