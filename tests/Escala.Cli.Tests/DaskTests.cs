using System.Diagnostics;
using System.Text.Json;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>The program on a real Dask cluster: its own, and one at an address that it is interrupted or killed on.</summary>
[Trait("Cluster", "Dask")]
public sealed class DaskTests : IDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    private static readonly string[] Endless =
        ["--features", "a,b", "--clusters", "50", "--restarts", "100000", "--tolerance", "0", "--dask-lease-seconds", "6"];

    /// <summary>Saves rows in the order of their ids, and publishes them in another one.</summary>
    private const string PublishRows = """
        import sys
        import dask.array, numpy
        from distributed import Client

        row = numpy.arange(1000)
        rows = numpy.stack([row % 3 * 8 + row * 37 % 101 / 16, row % 3 * 4 + row * 53 % 97 / 16, row], axis=1)
        numpy.save(f"{sys.argv[2]}/rows.npy", rows)
        mixed = numpy.random.default_rng(5).permutation(rows)
        Client(sys.argv[1]).publish_dataset(dask.array.from_array(mixed, chunks=(130, 2)), name="rows")
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kmeans", "centroids")]
    [InlineData("xgboost", "model")]
    public async Task Fit_OnAClusterOfItsOwn_AnswersAndLeavesNothing(string algorithm, string digest)
    {
        RequireDask();
        string points = Points.Write(_folder.Path);
        string[] what = algorithm == "kmeans"
            ? ["--features", "a,b", "--clusters", "3", "--standardize"]
            : ["--features", "a", "--target", "b", "--rounds", "3"];
        string[] fit = ["fit", algorithm, points, .. what, "--python", DaskCluster.Python, "--json"];

        ProcessOutcome dask = await EscalaProcess.RunAsync(_folder.Path, [.. fit, "--engine", "dask", "--workers", "2"]);
        ProcessOutcome serial = await EscalaProcess.RunAsync(_folder.Path, [.. fit[..^3], "--json", "--engine", "serial"]);
        Assert.Equal(0, serial.ExitCode);

        Assert.Equal((0, ""), (dask.ExitCode, dask.Error));
        using var result = JsonDocument.Parse(dask.Output);
        Assert.Equal(2, result.RootElement.GetProperty("ranks").GetInt32());
        Assert.True(File.Exists(result.RootElement.GetProperty("log").GetString()));
        Assert.Contains(result.RootElement.GetProperty("engineProcesses").EnumerateArray(), one => one.GetProperty("name").GetString() == "scheduler");
        if (algorithm == "kmeans")
        {
            using var alone = JsonDocument.Parse(serial.Output);
            Assert.Equal(Digest(alone, digest), Digest(result, digest));
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Fit_OnAPublishedArrayByItsRowId_AnswersLikeOneCoreOnTheFile()
    {
        RequireDask();
        await using DaskCluster cluster = await DaskCluster.StartAsync(2);
        using Process publish = Process.Start(DaskCluster.Python, ["-c", PublishRows, cluster.Address, _folder.Path]);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, publish.ExitCode);
        string[] fit = ["--features", "x0,x1", "--clusters", "3", "--test-fraction", "0.2", "--json"];

        ProcessOutcome dask = await EscalaProcess.RunAsync(
            _folder.Path,
            [
                "fit", "kmeans", .. fit, "--dask-dataset", "rows", "--row-id", "x2", "--python", DaskCluster.Python, "--engine",
                cluster.Address.Replace("tcp://", "dask://", StringComparison.Ordinal),
            ]);
        ProcessOutcome serial = await EscalaProcess.RunAsync(_folder.Path, ["fit", "kmeans", "rows.npy", .. fit, "--engine", "serial"]);

        Assert.Equal((0, ""), (dask.ExitCode, dask.Error));
        using var many = JsonDocument.Parse(dask.Output);
        using var one = JsonDocument.Parse(serial.Output);
        Assert.Equal(2, many.RootElement.GetProperty("ranks").GetInt32());
        Assert.Equal(Digest(one, "centroids"), Digest(many, "centroids"));
        Assert.Equal(Digest(one, "labels"), Digest(many, "labels"));
    }

    [Fact]
    public async Task Fit_InterruptedInMidTraining_EndsWith130AndTheClusterIsIdleAndUsable()
    {
        RequireDask();
        await using DaskCluster cluster = await DaskCluster.StartAsync(2);
        using Process process = StartEndless(cluster);
        Assert.True(await RanksAsync(cluster, running: true), "The ranks did not start.");
        await Task.Delay(1_000, TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        ClusterProcesses.Send(process.Id, Interrupt);
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.True(watch.Elapsed < Soon, $"It took {watch.Elapsed}.");
        Assert.Empty(ClusterProcesses.Ranks(cluster.Folder));
        await RequireGoodAsync(cluster);
    }

    [Fact]
    public async Task Fit_Killed_ItsRanksEndByTheirLeaseAndTheNextJobSucceeds()
    {
        RequireDask();
        await using DaskCluster cluster = await DaskCluster.StartAsync(2);
        using Process process = StartEndless(cluster);
        Assert.True(await RanksAsync(cluster, running: true), "The ranks did not start.");

        ClusterProcesses.Send(process.Id, ClusterProcesses.Kill);

        Assert.True(await RanksAsync(cluster, running: false), "A rank is left.");
        await RequireGoodAsync(cluster);
    }

    private static void RequireDask()
    {
        Assert.SkipWhen(DaskCluster.WhyNot is not null, DaskCluster.WhyNot ?? "");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ESCALA_WORKER") is null, "ESCALA_WORKER names no worker. Run the tests by ./test.");
    }

    private static string? Digest(JsonDocument result, string name) =>
        result.RootElement.GetProperty("digest").GetProperty(name).GetString();

    private static Task<bool> RanksAsync(DaskCluster cluster, bool running) =>
        ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count > 0 == running, Later);

    private static string[] Engine(DaskCluster cluster) =>
        ["--engine", cluster.Address.Replace("tcp://", "dask://", StringComparison.Ordinal), "--workers", "2", "--python", DaskCluster.Python];

    private Process StartEndless(DaskCluster cluster) =>
        EscalaProcess.Start(_folder.Path, ["fit", "kmeans", Points.Write(_folder.Path), .. Endless, .. Engine(cluster)]);

    private async Task RequireGoodAsync(DaskCluster cluster)
    {
        ProcessOutcome next = await EscalaProcess.RunAsync(
            _folder.Path, ["fit", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "3", .. Engine(cluster)]);
        Assert.Equal((0, ""), (next.ExitCode, next.Error));
    }
}
