using System.Text.Json;
using Escala.Benchmarks.Clusters;
using Escala.Cluster;
using Escala.Clustering;
using Escala.Engines;
using Escala.Metrics;
using Escala.Testing;

namespace Escala.Benchmarks.Spark;

/// <summary>
/// Times jobs on a standalone Spark cluster of two workers: what a job costs that does nothing, against spark-submit alone, and K-means against
/// MLlib. Applications of both sides have an executor of one core on each worker; those that live on while another works take next to nothing.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="isQuick">Whether the run is short, with a tenth of the rows.</param>
internal sealed class SparkBenchmark(ClusterSetting setting, bool isQuick)
{
    private const int Workers = 2;
    private const int EmptyWarmUps = 3;

    /// <summary>What executors of MLlib need for the rows as objects, twice.</summary>
    private const string Memory = "2g";

    /// <summary>As Escala has Java in executors and Spark's driver: little is worth to be compiled thoroughly.</summary>
    private const string QuickJava = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private readonly SparkResults _results = new() { IsQuick = isQuick };

    /// <summary>Runs everything.</summary>
    public async Task<SparkResults> RunAsync()
    {
        string tiny = setting.TinyRows();
        (string rows, string centroids) = setting.Rows.Blobs(_results.Workload);
        string parquet = ParquetRows.Of(rows);
        await using (SparkCluster cluster = await SparkCluster.StartAsync(Workers, cores: 2, memory: "4g"))
        {
            ClusterSetting.Say("commands that do nothing");
            await setting.TakeTurnsAsync(
                _results.EmptyCommands,
                side => side == _results.EmptyCommands[0] ? FitAsync(cluster, tiny, "--clusters", "2") : SubmitNothingAsync(cluster));
            ClusterSetting.Say("commands of K-means");
            await setting.TakeTurnsAsync(
                _results.KMeansCommands,
                side => side == _results.KMeansCommands[0] ? FitAsync(cluster, parquet, CommandOptions()) : SubmitKMeansAsync(cluster, parquet),
                setting.LongTurns);
            await using IEngine engine = Engine(cluster);
            ClusterSetting.Say("empty jobs");
            IReadOnlyList<double> first = await EmptyJobs.TimeAsync(engine, tiny, EmptyWarmUps);
            _results.FirstJob = first[0];
            _results.EmptyJobs.AddRange(await EmptyJobs.TimeAsync(engine, tiny, setting.EmptyJobs));
            ClusterSetting.Say("K-means");
            await TimeKMeansAsync(engine, cluster, parquet, rows, centroids);
        }

        _results.Close(setting);
        return _results;
    }

    private SparkEngine Engine(SparkCluster cluster) => new(new SparkOptions
    {
        Master = cluster.Address,
        SparkHome = SparkCluster.Home,
        Python = setting.Python,
        Workers = Workers,
        Threads = 1,
        WorkerFolder = setting.WorkerFolder,
    });

    private async Task TimeKMeansAsync(IEngine engine, SparkCluster cluster, string parquet, string rows, string centroids)
    {
        Workload work = _results.Workload;
        var options = new KMeansOptions
        {
            Clusters = work.Clusters,
            Initialization = KMeansInitialization.Random,
            Seed = ClusterSetting.Seed,
            MaxIterations = work.Iterations,
            Tolerance = 0,
            Metrics = ClusteringMetricSet.None,
        };
        using var turns = new ClusterKMeans(setting, _results, options);
        using WorkerProcess judge = setting.Peer(2, setting.Python, "benchmark_sklearn.py", rows, centroids);
        using WorkerProcess mllib = setting.Peer(1, setting.Python, "benchmark_spark_kmeans.py", cluster.Address, Memory, parquet);
        turns.Add(new ClusterSide("Escala, spark, 2 ranks", ".parquet"), target => turns.FitAsync(parquet, engine, target));
        turns.Add(new ClusterSide("MLlib, 2 executors", "memory"), target => turns.Ask(mllib, PeerCommand() with { Out = target }));
        await turns.RunAsync(judge);
    }

    private WorkerCommand PeerCommand() => new("fit")
    {
        Clusters = _results.Workload.Clusters,
        Iterations = _results.Workload.Iterations,
        Seed = ClusterSetting.Seed,
    };

    private string[] CommandOptions() =>
    [
        "--clusters", $"{_results.Workload.Clusters}", "--init", "random", "--seed", $"{ClusterSetting.Seed}",
        "--max-iterations", $"{_results.Workload.Iterations}", "--tolerance", "0",
    ];

    private Task<ClusterCall> FitAsync(SparkCluster cluster, string rows, params string[] options) => setting.RunCommandAsync(
        setting.Program,
        [
            "fit", "kmeans", rows, .. options, "--engine", cluster.Address, "--workers", $"{Workers}",
            "--spark-home", SparkCluster.Home!, "--python", setting.Python,
        ]);

    private Task<ClusterCall> SubmitNothingAsync(SparkCluster cluster) => SubmitAsync(
        cluster,
        [
            "--driver-memory", "512m", "--executor-memory", "512m", "--driver-java-options", QuickJava,
            "--conf", $"spark.executor.extraJavaOptions={QuickJava}", "--conf", "spark.executor.cores=1", "--conf", $"spark.cores.max={Workers}",
            "--conf", "spark.ui.enabled=false", "--conf", "spark.locality.wait=0",
            "--conf", "spark.scheduler.minRegisteredResourcesRatio=1", "--conf", "spark.scheduler.barrier.maxConcurrentTasksCheck.interval=1s",
            setting.Script("benchmark_spark_empty.py"), $"{Workers}",
        ]);

    private Task<ClusterCall> SubmitKMeansAsync(SparkCluster cluster, string parquet) => SubmitAsync(
        cluster,
        [
            "--driver-memory", "1g", setting.Script("benchmark_spark_kmeans.py"), cluster.Address, Memory, parquet,
            JsonSerializer.Serialize(PeerCommand(), WorkerCommand.Json),
        ]);

    private Task<ClusterCall> SubmitAsync(SparkCluster cluster, IEnumerable<string> arguments) =>
        setting.RunCommandAsync(Path.Combine(SparkCluster.Home!, "bin", "spark-submit"), ["--master", cluster.Address, .. arguments]);
}
