using System.Diagnostics;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times K-means: whole jobs of two ranks, which read Parquet, by turns with the same on this machine's threads, with scikit-learn, and
/// with dask-ml where there is one.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="results">Where the figures go.</param>
internal sealed class DaskKMeansBenchmark(DaskSetting setting, DaskResults results)
{
    public const string Local = "Escala, local, 2 threads";
    public const string ScikitLearn = "scikit-learn, 2 threads";
    private const string DaskMl = "dask-ml, 2 workers";

    private readonly Dictionary<string, Func<Task<DaskCall>>> _turns = [];
    private readonly (string Rows, string Centroids) _files = setting.Rows.Blobs(results.Workload);

    /// <summary>Takes all turns.</summary>
    /// <param name="dask">Two ranks.</param>
    public async Task RunAsync(IEngine dask)
    {
        string parquet = ParquetRows.Of(_files.Rows);
        using var reader = new DuckDbReader();
        using WorkerProcess scikitLearn = setting.Peer(2, setting.Python, "benchmark_sklearn.py", _files.Rows, _files.Centroids);
        using WorkerProcess? daskMl = setting.DaskMlPython is { } python
            ? setting.Peer(1, python, "benchmark_dask_kmeans.py", _files.Rows, _files.Centroids) : null;
        await using IEngine local = new LocalEngine(2);
        var command = new WorkerCommand("fit") { Iterations = results.Workload.Iterations };
        string peerRows = setting.ReadsParquet ? parquet : _files.Rows;
        Add(new DaskSide("Escala, dask, 2 ranks", ".parquet"), target => FitAsync(reader, parquet, dask, target));
        Add(new DaskSide(Local, ".parquet"), target => FitAsync(reader, parquet, local, target));
        Add(
            new DaskSide(ScikitLearn, Path.GetExtension(peerRows)),
            target => Ask(scikitLearn, command with { Do = "load_fit", Rows = peerRows, Out = target }));
        if (daskMl is not null)
        {
            Add(new DaskSide(DaskMl, "memory"), target => Ask(daskMl, command with { Out = target }));
        }

        await setting.TakeTurnsAsync(results.KMeans, side => _turns[side.Name]());
        foreach (DaskSide side in results.KMeans)
        {
            side.Quality = scikitLearn.Ask(new WorkerCommand("inertia") { Centroids = Out(side) }).Inertia;
        }

        RequireSameWork();
    }

    private void Add(DaskSide side, Func<string, Task<DaskCall>> turn)
    {
        results.KMeans.Add(side);
        _turns[side.Name] = () => turn(Out(side));
    }

    private string Out(DaskSide side) => setting.Scratch($"dask-kmeans-{results.KMeans.IndexOf(side)}.npy");

    private static Task<DaskCall> Ask(WorkerProcess peer, WorkerCommand command)
    {
        WorkerAnswer answer = peer.Ask(command);
        return answer.Iterations == command.Iterations
            ? Task.FromResult(new DaskCall { Seconds = answer.Seconds })
            : throw new InvalidOperationException($"A peer did {answer.Iterations} iterations, not {command.Iterations}.");
    }

    private async Task<DaskCall> FitAsync(DuckDbReader reader, string parquet, IEngine engine, string target)
    {
        NpyArray first = NpyArray.Read(_files.Centroids);
        var options = new KMeansOptions
        {
            Clusters = results.Workload.Clusters,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [.. first.Values.Chunk(first.Columns).Select(row => row.Select(value => (double)value).ToArray())],
            MaxIterations = results.Workload.Iterations,
            Tolerance = 0,
            Metrics = ClusteringMetricSet.None,
        };
        long start = Stopwatch.GetTimestamp();
        Dataset data = new DatasetReader(reader).Open(parquet);
        JobResult<KMeansFitResult> job = await new KMeansTrainer(options).RunAsync(data, engine);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        KMeansModel model = KMeansModel.Create(options, data.Plan, job.Result);
        using FileStream file = File.Create(target);
        NpyFile.Write(file, [.. model.Centroids().Cast<double>()], model.ClusterCount, first.Columns);
        return job.Result.Iterations == options.MaxIterations
            ? DaskCall.Of(seconds, 0, job.Ranks)
            : throw new InvalidOperationException($"Escala did {job.Result.Iterations} iterations, not {options.MaxIterations}.");
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
