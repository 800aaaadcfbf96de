using System.Diagnostics;
using System.Text.Json.Nodes;
using Escala.Cli.Comparison;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Comparisons that were ended before they were whole.</summary>
public sealed class ResumeTests(WholeComparison whole) : IClassFixture<WholeComparison>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ResultsPath => Path.Combine(_folder.Path, "out", "results.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Resume_AfterAKill_MakesOnlyTheMissingRuns()
    {
        string points = Points.Write(_folder.Path);
        using (Process killed = EscalaProcess.Start(_folder.Path, Arguments(points, "--repeat", "2")))
        {
            await RunsAsync(2);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        JsonNode before = Results();
        JsonNode?[] kept = [.. before["workloads"]![0]!["runs"]!.AsArray()];
        Assert.InRange(kept.Length, 2, 6);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--resume"));

        Assert.Equal(0, outcome.ExitCode);
        JsonNode after = Results();
        Assert.Equal(
            ["serial 1", "local 1", "local 2", "serial 2", "kmeans-parallel 1", "kmeans++ 1", "random 1"],
            after["workloads"]![0]!["runs"]!.AsArray().Select(run => $"{run!["name"]} {run["repeat"]}"));
        Assert.All(kept.Index(), run => Assert.True(JsonNode.DeepEquals(run.Item, after["workloads"]![0]!["runs"]![run.Index])));
        Assert.Equal((string)before["commandLine"]!, (string)after["commandLine"]!);
        Assert.Equal(7 - kept.Length, outcome.Error.TrimEnd('\n').Split('\n').Length);
        Assert.NotNull(after["workloads"]![0]!["clusters"]);
    }

    [Fact]
    public async Task Resume_WholeComparison_MakesNothingButTheViewThatIsMissing()
    {
        string points = whole.CopyTo(_folder.Path);
        JsonNode before = Results();
        JsonNode without = before.DeepClone();
        Assert.True(without["workloads"]![0]!.AsObject().Remove("clusters"));
        await File.WriteAllTextAsync(ResultsPath, without.ToJsonString());

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--engines", "local", "--resume"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.True(JsonNode.DeepEquals(before["workloads"]![0]!["runs"], Results()["workloads"]![0]!["runs"]));
        Assert.True(JsonNode.DeepEquals(before["workloads"]![0]!["clusters"], Results()["workloads"]![0]!["clusters"]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Resume_NothingThere_StartsAndSaysSo()
    {
        string points = Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--resume", "--engines", "local"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("There are no results in out to go on with: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(4, Results()["workloads"]![0]!["runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Resume_OtherOptionsOrData_IsRefusedAndNamed()
    {
        string points = whole.CopyTo(_folder.Path);
        string before = await File.ReadAllTextAsync(ResultsPath);

        ProcessOutcome clusters = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a,b", "--clusters", "4", "--peers", "none",
            "--engines", "serial,local", "--out", "out", "--resume");
        ProcessOutcome features = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", points, "--features", "a", "--clusters", "3", "--peers", "none",
            "--engines", "serial,local", "--out", "out", "--resume");
        File.SetLastWriteTimeUtc(points, DateTime.UnixEpoch);
        ProcessOutcome data = await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--resume"));

        Assert.All(new[] { clusters, features, data }, outcome => Assert.Equal(1, outcome.ExitCode));
        Assert.Contains("holds another comparison: --clusters was 3 and is now 4. Name another folder", clusters.Error, StringComparison.Ordinal);
        Assert.Contains("the command of local was escala fit kmeans", features.Error, StringComparison.Ordinal);
        Assert.Contains("the state of the data was ", data.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(ResultsPath));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Resume_FailedRun_IsTriedAgain()
    {
        string points = whole.CopyTo(_folder.Path);
        JsonNode results = Results();
        JsonObject failed = results["workloads"]![0]!["runs"]![0]!.AsObject();
        failed.Remove("result");
        failed["error"] = "It had no luck.";
        await File.WriteAllTextAsync(ResultsPath, results.ToJsonString());

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--engines", "local", "--resume"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("[4/4] local: done in ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["kmeans-parallel", "kmeans++", "random", "local"], Results()["workloads"]![0]!["runs"]!.AsArray().Select(run => (string)run!["name"]!));
    }

    [Fact]
    public async Task NoResume_ResultsThere_AreReplaced()
    {
        string points = whole.CopyTo(_folder.Path);

        await EscalaProcess.RunAsync(_folder.Path, Arguments(points, "--engines", "serial"));

        Assert.Equal("serial", (string)Results()["workloads"]![0]!["runs"]![0]!["name"]!);
        Assert.Equal(4, Results()["workloads"]![0]!["runs"]!.AsArray().Count);
    }

    [Fact]
    public void Read_NotResults_SaysSo()
    {
        string path = Points.WriteText(_folder.Path, "results.json", "{ \"runs\": 3 }");

        EscalaException error = Assert.Throws<EscalaException>(() => EarlierComparison.Read(path));

        Assert.Contains("results.json cannot be gone on with: ", error.Message, StringComparison.Ordinal);
        Assert.Null(EarlierComparison.Read(Path.Combine(_folder.Path, "none.json")));
    }

    private static string[] Arguments(string points, params string[] more) =>
    [
        "compare", "kmeans", points, "--features", "a,b", .. more, "--clusters", "3", "--peers", "none",
        .. more.Contains("--engines") ? (string[])[] : ["--engines", "serial,local"],
        "--out", "out",
    ];

    private JsonNode Results() => JsonNode.Parse(File.ReadAllText(ResultsPath))!;

    private async Task RunsAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(ResultsPath) || Results()["workloads"]![0]!["runs"]!.AsArray().Count < count)
        {
            await Task.Delay(10, deadline.Token);
        }
    }
}
