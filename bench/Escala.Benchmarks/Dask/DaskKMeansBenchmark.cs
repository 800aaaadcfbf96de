using Escala.Benchmarks.Clusters;
using Escala.Clustering;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times K-means: whole jobs of two ranks, which read Parquet, by turns with the same on this machine's threads, with scikit-learn, and
/// with dask-ml where there is one. All begin at the same centroids.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="daskMlPython">The Python that has dask-ml; null for none.</param>
/// <param name="results">Where the figures go.</param>
internal sealed class DaskKMeansBenchmark(ClusterSetting setting, string? daskMlPython, DaskResults results)
{
    public const string Local = "Escala, local, 2 threads";
    public const string ScikitLearn = "scikit-learn, 2 threads";
    private const string DaskMl = "dask-ml, 2 workers";

    private readonly (string Rows, string Centroids) _files = setting.Rows.Blobs(results.Workload);

    /// <summary>Takes all turns.</summary>
    /// <param name="dask">Two ranks.</param>
    public async Task RunAsync(IEngine dask)
    {
        string parquet = ParquetRows.Of(_files.Rows);
        using var turns = new ClusterKMeans(setting, results, Options());
        using WorkerProcess scikitLearn = setting.Peer(2, setting.Python, "benchmark_sklearn.py", _files.Rows, _files.Centroids);
        using WorkerProcess? daskMl = daskMlPython is { } python
            ? setting.Peer(1, python, "benchmark_dask_kmeans.py", _files.Rows, _files.Centroids) : null;
        await using IEngine local = new LocalEngine(2);
        var command = new WorkerCommand("fit") { Iterations = results.Workload.Iterations };
        string peerRows = setting.ReadsParquet ? parquet : _files.Rows;
        turns.Add(new ClusterSide("Escala, dask, 2 ranks", ".parquet"), target => turns.FitAsync(parquet, dask, target));
        turns.Add(new ClusterSide(Local, ".parquet"), target => turns.FitAsync(parquet, local, target));
        turns.Add(
            new ClusterSide(ScikitLearn, Path.GetExtension(peerRows)),
            target => turns.Ask(scikitLearn, command with { Do = "load_fit", Rows = peerRows, Out = target }));
        if (daskMl is not null)
        {
            turns.Add(new ClusterSide(DaskMl, "memory"), target => turns.Ask(daskMl, command with { Out = target }));
        }

        await turns.RunAsync(scikitLearn);
        RequireSameWork();
    }

    private KMeansOptions Options()
    {
        NpyArray first = NpyArray.Read(_files.Centroids);
        return new KMeansOptions
        {
            Clusters = results.Workload.Clusters,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [.. first.Values.Chunk(first.Columns).Select(row => row.Select(value => (double)value).ToArray())],
            MaxIterations = results.Workload.Iterations,
            Tolerance = 0,
            Metrics = ClusteringMetricSet.None,
        };
    }

    private void RequireSameWork()
    {
        double own = results.KMeans[0].Quality;
        if (results.KMeans.FirstOrDefault(side => Math.Abs((side.Quality / own) - 1) > 1e-4) is { } other)
        {
            throw new InvalidOperationException($"{other.Name} did not do the same: its inertia is {other.Quality}, Escala's {own}.");
        }
    }
}
