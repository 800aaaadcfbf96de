using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;
using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>Comparisons with a peer, by the real program.</summary>
public sealed class PeerCompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--standardize", "--weights", "weight", "--test-fraction", "0.2", "--restarts", "3")]
    [InlineData("--init", "random", "--tolerance", "0", Traits = ["Category", "Slow"])]
    [InlineData("--sample-rows", "200", "--init", "kmeans++", Traits = ["Category", "Slow"])]
    public async Task Compare_ScikitLearn_GivesTheSameAnswerFromTheSameStarts(params string[] options)
    {
        await InstalledPeer.RequireAsync(KMeansPeers.ScikitLearn);

        KMeansWorkloadReport workload = await CompareAsync([.. options, "--threads", "2", "--peers", "sklearn"]);

        var escala = (KMeansFitReport)workload.Finished.Single().Result!;
        RunReport[] peers = [.. workload.Runs.Where(run => run.Kind == RunKind.Peer)];
        Assert.Equal([("sklearn", 1), ("sklearn", 2)], peers.Select(run => (run.Name, run.Threads)));
        Assert.All(peers, run =>
        {
            Assert.Null(run.Error);
            var fit = (KMeansFitReport)run.Result!;
            Assert.Equal(escala.Digest.Labels, fit.Digest.Labels);
            Assert.Equal(1, fit.Metrics.Inertia / escala.Metrics.Inertia, 1e-6);
            Assert.Equal(escala.Metrics.Silhouette, fit.Metrics.Silhouette);
            Assert.Equal(escala.Metrics.Accuracy, fit.Metrics.Accuracy);
            Assert.Equal(escala.Rows, fit.Rows);
            Assert.Equal(escala.TestRows, fit.TestRows);
            Assert.Equal(escala.TestMetrics?.Inertia ?? 0, fit.TestMetrics?.Inertia ?? 0, 1e-3);
            Assert.Equal(escala.Iterations, fit.Iterations);
            Assert.Equal(escala.ClusterSizes, fit.ClusterSizes);
            Assert.Equal(escala.RestartInertias.Count, fit.RestartInertias.Count);
        });
    }

    [Fact]
    public async Task Compare_ScikitLearn_MeasuresItself()
    {
        await InstalledPeer.RequireAsync(KMeansPeers.ScikitLearn);

        KMeansWorkloadReport workload = await CompareAsync("--threads", "1", "--peers", "sklearn");

        RunReport run = Assert.Single(workload.Runs, run => run.Kind == RunKind.Peer);
        var fit = (KMeansFitReport)run.Result!;
        Assert.Equal("sklearn", fit.Engine);
        Assert.Equal([Phase.Load, Phase.Prepare, Phase.Fit], fit.Phases.Select(phase => phase.Name));
        Assert.All(fit.Phases, phase =>
        {
            Assert.InRange(phase.WallSeconds, 1e-6, run.WallSeconds!.Value);
            Assert.InRange(phase.StartResidentBytes, 10L << 20, phase.PeakResidentBytes);
            Assert.InRange(phase.EndResidentBytes, 10L << 20, phase.PeakResidentBytes);
        });
        Assert.True(fit.Phases.Single(phase => phase.Name == Phase.Load).ReadBytes > fit.Rows * 2 * sizeof(float));
        Assert.InRange(fit.EngineStartUpSeconds, 0.01, run.WallSeconds!.Value);
        Assert.True(fit.PerRank[0].Samples.Count > 1);
        Assert.Contains("scikit-learn", run.Peer!.Versions.Keys);
        Assert.Contains("peer.given-starts", run.Peer.Differences);
        Assert.DoesNotContain("peer.fit-per-restart", run.Peer.Differences);
        Assert.Matches("^escala compare kmeans .*points.csv .*--engines serial --threads 1 --peers sklearn$", run.Command);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("dask-ml")]
    [InlineData("sklearn-dask")]
    public async Task Compare_PeerOnDask_FindsTheSameClusters(string name)
    {
        string python = await InstalledPeer.RequireAsync(KMeansPeers.All.Single(peer => peer.Name == name));

        KMeansWorkloadReport workload = await CompareAsync("--threads", "2", "--restarts", "2", "--peers", name, "--python", python);

        var escala = (KMeansFitReport)workload.Finished.Single().Result!;
        RunReport[] peers = [.. workload.Runs.Where(run => run.Kind == RunKind.Peer)];
        Assert.Equal([1, 2], peers.Select(run => run.Threads));
        Assert.All(peers, run =>
        {
            Assert.Null(run.Error);
            var fit = (KMeansFitReport)run.Result!;
            Assert.Equal(1, fit.Metrics.Inertia / escala.Metrics.Inertia, 1e-3);
            Assert.Equal(escala.Rows, fit.Rows);
            Assert.Equal([Phase.Load, Phase.Prepare, Phase.Fit], fit.Phases.Select(phase => phase.Name));
            Assert.InRange(fit.EngineStartUpSeconds, 0.1, run.WallSeconds!.Value);
            Assert.Contains("peer.dask-cluster", run.Peer!.Differences);
            Assert.Contains("Dask", run.Peer.Versions.Keys);
        });
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Compare_Resumed_RunsNoPeerAgain()
    {
        await InstalledPeer.RequireAsync(KMeansPeers.ScikitLearn);
        KMeansWorkloadReport first = await CompareAsync("--threads", "1", "--peers", "sklearn");

        KMeansWorkloadReport second = await CompareAsync("--threads", "1", "--peers", "sklearn", "--resume");

        Assert.Equal(first.Runs.Select(run => run.WallSeconds), second.Runs.Select(run => run.WallSeconds));
    }

    [Theory]
    [InlineData("quick", "escala compare kmeans flights --scale quick --clusters 5 --seed 0 --engines serial --peers sklearn")]
    [InlineData("full", "escala compare kmeans flights --scale full --clusters 5 --seed 0 --engines serial --peers sklearn")]
    [InlineData(
        null,
        "escala compare kmeans flights --clusters 5 --restarts 10 --standardize --sql 'select delay, distance, hour(date) + "
            + "minute(date)/60.0 as time from data' --sample-rows 200000 --seed 0 --engines serial --peers sklearn")]
    public void Command_LeavesOutWhatCompareTakesAnyway(string? scale, string command)
    {
        var contenders = new Contenders([], new PeerChoice(KnownPeers.All, null), new EngineChoice(EngineChoice.Local));

        Assert.Equal(command, PeerCommand.Of(KMeansAlgorithm.Instance.Comparison.Sample(scale ?? SampleScale.Quick), scale, contenders, KMeansPeers.ScikitLearn));
    }

    [Theory]
    [InlineData("sklearn")]
    [InlineData("all", Traits = ["Category", "Slow"])]
    public async Task Compare_PythonWithoutThePeer_IsARowThatSaysHowToGetIt(string peers)
    {
        string python = Points.WriteProgram(_folder.Path, "python", "echo \"No module named 'sklearn'\" >&2; exit 1");

        KMeansWorkloadReport workload = await CompareAsync("--peers", peers, "--python", python);

        RunReport run = Assert.Single(workload.Runs, run => run.Kind == RunKind.Peer && run.Name == "sklearn");
        Assert.Equal($"scikit-learn is not installed ({python}: No module named 'sklearn').", run.NotRun!.Reason);
        Assert.Equal($"{python} -m pip install scikit-learn", run.NotRun.Remedy);
        Assert.Null(run.Command);
    }

    [Theory]
    [InlineData("nobody", "--peers must be all, none or of sklearn, dask-ml, sklearn-dask, spark-mllib, xgboost-python, xgboost-dask, xgboost-spark, torch, but was 'nobody'.")]
    [InlineData("sklearn,none", "--peers must be all, none or of sklearn, dask-ml, sklearn-dask, spark-mllib, xgboost-python, xgboost-dask, xgboost-spark, torch, but was 'none'.")]
    [InlineData("sklearn,sklearn", "--peers must be different peers, but was 'sklearn,sklearn'.")]
    public async Task Compare_UnknownPeer_IsWrongUsage(string peers, string message)
    {
        using var program = new ProgramInProcess();

        Assert.Equal(2, await program.RunAsync("compare", "kmeans", "points.csv", "--clusters", "3", "--peers", peers));
        Assert.Contains(message, program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NamesThePeers()
    {
        using var program = new ProgramInProcess();

        await program.RunAsync("doctor", "--json");

        Assert.Contains("peer sklearn", JsonNode.Parse(program.Output)!["checks"]!.AsArray().Select(check => (string)check!["name"]!));
    }

    /// <summary>Compares the serial engine with peers on three clusters that nobody can mistake.</summary>
    private async Task<KMeansWorkloadReport> CompareAsync(params string[] options)
    {
        string points = Path.Combine(_folder.Path, "points.csv");
        if (!File.Exists(points))
        {
            Points.Write(_folder.Path);
        }

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path,
            ["compare", "kmeans", points, "--features", "a,b", "--truth", "kind", "--clusters", "3", "--engines", "serial", "--json",
                "--out", "out", .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return (KMeansWorkloadReport)JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.ComparisonReport)!.Workloads.Single();
    }
}
