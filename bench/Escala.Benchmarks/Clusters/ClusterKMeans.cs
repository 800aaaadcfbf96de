using System.Diagnostics;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

namespace Escala.Benchmarks.Clusters;

/// <summary>Times K-means: whole jobs that read Parquet, by turns with those of others.</summary>
/// <param name="setting">Where everything is.</param>
/// <param name="results">Where the figures go.</param>
/// <param name="options">What Escala is told.</param>
internal sealed class ClusterKMeans(ClusterSetting setting, ClusterResults results, KMeansOptions options) : IDisposable
{
    private readonly Dictionary<string, Func<Task<ClusterCall>>> _turns = [];
    private readonly DuckDbReader _reader = new();

    /// <summary>Adds a side.</summary>
    /// <param name="side">The side.</param>
    /// <param name="turn">Takes a turn of it, which leaves its centroids at a path.</param>
    public void Add(ClusterSide side, Func<string, Task<ClusterCall>> turn)
    {
        results.KMeans.Add(side);
        _turns[side.Name] = () => turn(Out(side));
    }

    /// <summary>Takes all turns.</summary>
    /// <param name="judge">Recomputes inertia.</param>
    public async Task RunAsync(WorkerProcess judge)
    {
        await setting.TakeTurnsAsync(results.KMeans, side => _turns[side.Name]());
        foreach (ClusterSide side in results.KMeans)
        {
            side.Quality = judge.Ask(new WorkerCommand("inertia") { Centroids = Out(side) }).Inertia;
        }
    }

    /// <summary>A turn of a peer.</summary>
    public Task<ClusterCall> Ask(WorkerProcess peer, WorkerCommand command)
    {
        WorkerAnswer answer = peer.Ask(command);
        return answer.Iterations == options.MaxIterations
            ? Task.FromResult(new ClusterCall { Seconds = answer.Seconds })
            : throw new InvalidOperationException($"A peer did {answer.Iterations} iterations, not {options.MaxIterations}.");
    }

    /// <summary>A turn of Escala.</summary>
    public async Task<ClusterCall> FitAsync(string parquet, IEngine engine, string target)
    {
        long start = Stopwatch.GetTimestamp();
        Dataset data = new DatasetReader(_reader).Open(parquet);
        JobResult<KMeansFitResult> job = await new KMeansTrainer(options).RunAsync(data, engine);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        KMeansModel model = KMeansModel.Create(options, data.Plan, job.Result);
        using FileStream file = File.Create(target);
        NpyFile.Write(file, [.. model.Centroids().Cast<double>()], model.ClusterCount, results.Workload.Features);
        return job.Result.Iterations == options.MaxIterations
            ? ClusterCall.Of(seconds, 0, job.Ranks)
            : throw new InvalidOperationException($"Escala did {job.Result.Iterations} iterations, not {options.MaxIterations}.");
    }

    public void Dispose() => _reader.Dispose();

    private string Out(ClusterSide side) => setting.Scratch($"cluster-kmeans-{results.KMeans.IndexOf(side)}.npy");
}
