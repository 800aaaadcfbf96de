using System.Diagnostics;
using System.Text.Json;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Algorithms.XGBoost;
using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>The peers that run on Spark.</summary>
public sealed class SparkPeerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Trait("Cluster", "Spark")]
    [Trait("Category", "Slow")]
    [Fact]
    public async Task Compare_SparkMllib_FindsTheSameClustersFromTheSameStarts()
    {
        string python = await InstalledPeer.RequireAsync(KMeansPeers.SparkMllib);
        Points.Write(_folder.Path);

        WorkloadReport workload = await CompareAsync(
            "kmeans", "points.csv", "--features", "a,b", "--truth", "kind", "--clusters", "3", "--standardize", "--restarts", "2",
            "--threads", "2", "--peers", "spark-mllib", "--python", python, "--spark-home", SparkCluster.Home!);

        var escala = (KMeansFitReport)workload.Finished.Single().Result!;
        RunReport[] peers = [.. workload.Runs.Where(run => run.Kind == RunKind.Peer)];
        Assert.Equal([1, 2], peers.Select(run => run.Threads));
        Assert.All(peers, run =>
        {
            Assert.Null(run.Error);
            var fit = (KMeansFitReport)run.Result!;
            Assert.Equal(escala.Digest.Labels, fit.Digest.Labels);
            Assert.Equal(1, fit.Metrics.Inertia / escala.Metrics.Inertia, 1e-6);
            Assert.Equal(escala.Metrics.Accuracy, fit.Metrics.Accuracy);
            Assert.Equal(escala.Rows, fit.Rows);
            Assert.Equal(escala.RestartInertias.Count, fit.RestartInertias.Count);
            Assert.Equal([Phase.Load, Phase.Prepare, Phase.Fit, Phase.Evaluate], fit.Phases.Select(phase => phase.Name));

            // The driver's Java, a master, and for each thread a worker, an executor and a Python are in it.
            Assert.All(fit.Phases, phase => Assert.InRange(phase.PeakResidentBytes, 300L << 20, 64L << 30));
            Assert.Equal(escala.Metrics.SilhouetteSquaredEuclidean!.Value, run.Peer!.OwnScores!["silhouetteSquaredEuclidean"], 1e-4);
            Assert.Contains("peer.spark-cluster", run.Peer.Differences);
            Assert.Contains("Spark", run.Peer.Versions.Keys);
            Assert.Contains("--spark-home", run.Command, StringComparison.Ordinal);
        });
        Assert.Contains(
            "silhouette, squared Euclidean", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "out", "report.md"), Token), StringComparison.Ordinal);
    }

    [Trait("Cluster", "Spark")]
    [Trait("Category", "Slow")]
    [Trait("Library", "XGBoost")]
    [Fact]
    public async Task Compare_XGBoostOnSpark_PredictsAsWell()
    {
        string python = await InstalledPeer.RequireAsync(XGBoostPeers.Spark);
        Customers.Write(_folder.Path);

        WorkloadReport workload = await CompareAsync(
            "xgboost", "customers.csv", "--features", "age,spent,plan", "--target", "churned", "--rounds", "20", "--early-stopping", "5",
            "--test-fraction", "0.25", "--threads", "2", "--peers", "xgboost-spark", "--python", python, "--spark-home", SparkCluster.Home!);

        var escala = (XGBoostFitReport)workload.Finished.Single().Result!;
        RunReport[] peers = [.. workload.Runs.Where(run => run.Kind == RunKind.Peer)];
        Assert.Equal([1, 2], peers.Select(run => run.Threads));
        Assert.All(peers, run =>
        {
            Assert.Null(run.Error);
            var fit = (XGBoostFitReport)run.Result!;
            Assert.Equal(escala.Rows, fit.Rows);
            Assert.Equal(escala.TestRows, fit.TestRows);
            Assert.Equal(escala.ValidationRows, fit.ValidationRows);
            Assert.Equal(escala.Metrics.Auc!.Value, fit.Metrics.Auc!.Value, 0.05);
            Assert.NotEmpty(fit.History);
            Assert.Equal([Phase.Load, Phase.Fit], fit.Phases.Select(phase => phase.Name));
        });
    }

    [Trait("Cluster", "Spark")]
    [Trait("Category", "Slow")]
    [Fact]
    public async Task Run_Cancelled_LeavesNoProcess()
    {
        PeerPython python = await InstalledPeer.FindAsync(KMeansPeers.SparkMllib);
        string mark = $"ESCALA_TEST_MARK_{Guid.NewGuid():N}";
        python = python with { Environment = new Dictionary<string, string>(python.Environment) { [mark] = "1" } };
        var request = new KMeansFitRequest
        {
            Data = Points.Write(_folder.Path),
            Options = new KMeansOptions { Clusters = 3 },
            Rows = new DatasetOptions { Features = ["a", "b"] },
        };
        await using var session = new PeerSession(request, request.Data);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int running = 0;
        var progress = new PhaseWatch(() =>
        {
            running = ClusterProcesses.WithVariable(mark, "1").Count;
            cancel.Cancel();
        });

        Task<RunReport> run = new PeerRunner(KMeansPeers.SparkMllib, python, 1, session, "escala compare")
            .RunAsync(new RunReport { Name = "spark-mllib", Threads = 1 }, progress, cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        // Python, the driver's Java, a master, a worker and an executor.
        Assert.InRange(running, 4, 100);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (ClusterProcesses.WithVariable(mark, "1").Count > 0)
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    [Fact]
    public async Task Find_NoSpark_SaysSo()
    {
        PeerPython found = await Search(new SparkSearch("/nowhere", "/nowhere/python3")).FindAsync(KMeansPeers.SparkMllib, Token);

        Assert.Equal("/nowhere has no Spark (no jars/spark-core_*.jar).", found.NotRun!.Reason);
    }

    [Fact]
    public async Task Find_SparkWithoutMllib_SaysSo()
    {
        Jar("core");

        PeerPython found = await Search(Spark()).FindAsync(KMeansPeers.SparkMllib, Token);

        Assert.Equal($"{_folder.Path} has no Spark MLlib (no jars/spark-mllib_*.jar).", found.NotRun!.Reason);
    }

    [Fact]
    public async Task Find_PythonOfASpark_HasItsLibrary()
    {
        Jar("core");
        Jar("mllib");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "python", "lib"));
        Points.WriteText(Path.Combine(_folder.Path, "python", "lib"), "pyspark.zip", "");
        string python = Points.WriteProgram(_folder.Path, "python3", "echo 9.8.7; test \"$SPARK_HOME\" && echo \"$PYTHONPATH\"");

        PeerPython found = await Search(Spark(), python).FindAsync(KMeansPeers.SparkMllib, Token);

        Assert.Null(found.NotRun);
        Assert.Contains(Path.Combine(_folder.Path, "python", "lib", "pyspark.zip"), found.PythonVersion, StringComparison.Ordinal);
        Assert.Equal(_folder.Path, found.Environment["SPARK_HOME"]);
    }

    [Fact]
    public async Task Compare_NoSpark_IsARowThatSaysWhy()
    {
        Points.Write(_folder.Path);

        WorkloadReport workload = await CompareAsync(
            "kmeans", "points.csv", "--features", "a,b", "--clusters", "3", "--peers", "spark-mllib", "--spark-home", "/nowhere");

        RunReport run = Assert.Single(workload.Runs, run => run.Kind == RunKind.Peer);
        Assert.Equal("/nowhere has no Spark (no jars/spark-core_*.jar).", run.NotRun!.Reason);
    }

    private static PeerSearch Search(SparkSearch spark, string python = "/bin/false") => new(new PythonSearch(python), spark);

    private SparkSearch Spark() => new(_folder.Path, "/nowhere/python3") { Java = new JavaRuntime("/bin/true") };

    private void Jar(string part)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "jars"));
        Points.WriteText(Path.Combine(_folder.Path, "jars"), $"spark-{part}_2.13-4.0.0.jar", "");
    }

    private async Task<WorkloadReport> CompareAsync(params string[] words)
    {
        using Process process =
            EscalaProcess.Start(_folder.Path, ["compare", .. words, "--engines", "serial", "--json", "--out", "out"]);

        // Two clusters start one after the other.
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process, TimeSpan.FromMinutes(8));
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.ComparisonReport)!.Workloads.Single();
    }

    private sealed class PhaseWatch(Action onBegun) : IProgress<JobProgress>
    {
        private int _isBegun;

        /// <summary>What Escala does for a peer before it starts is told too, but it fits nothing.</summary>
        public void Report(JobProgress value)
        {
            if (value.Phase == Phase.Fit && Interlocked.Exchange(ref _isBegun, 1) == 0)
            {
                onBegun();
            }
        }
    }
}
