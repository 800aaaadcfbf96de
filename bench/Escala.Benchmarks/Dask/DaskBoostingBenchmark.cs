using System.Diagnostics;
using Escala.Benchmarks.Clusters;
using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times boosted trees of two ranks by turns with xgboost.dask, on the same workers of the same cluster, from the same .npy. CPU time is
/// that of this process and all it started: cluster, ranks, shim and the peer's client. What does not work meanwhile takes next to none.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="results">Where the figures go.</param>
internal sealed class DaskBoostingBenchmark(ClusterSetting setting, DaskResults results)
{
    public const int Features = 28;
    public const int Rounds = 50;

    /// <summary>Takes all turns.</summary>
    /// <param name="dask">Two ranks.</param>
    /// <param name="address">The scheduler.</param>
    public async Task RunAsync(IEngine dask, string address)
    {
        string rows = setting.Rows.Synthetic(results.BoostingRows, Features);
        using WorkerProcess peer = setting.Peer(1, DaskCluster.Python, "benchmark_dask_xgboost.py", address, rows);
        var escala = new ClusterSide("Escala, dask, 2 ranks", ".npy");
        var python = new ClusterSide("xgboost.dask, 2 workers", ".npy");
        results.Boosting.AddRange([escala, python]);
        await setting.TakeTurnsAsync(
            results.Boosting, side => side == escala ? FitAsync(rows, dask) : Task.FromResult(Ask(peer)), setting.ManyTurns);
        python.Quality = peer.Ask(new WorkerCommand("auc")).Auc;
    }

    private static ClusterCall Ask(WorkerProcess peer)
    {
        double cpu = ProcessTree.CpuSeconds();
        WorkerAnswer answer = peer.Ask(new WorkerCommand("fit") { Iterations = Rounds });
        return new ClusterCall { Seconds = answer.Seconds, CpuSeconds = ProcessTree.CpuSeconds() - cpu };
    }

    private async Task<ClusterCall> FitAsync(string rows, IEngine engine)
    {
        double cpu = ProcessTree.CpuSeconds();
        long start = Stopwatch.GetTimestamp();
        Dataset data = new DatasetReader().Open(rows, new DatasetOptions { Label = $"x{Features}" });
        var trainer = new XGBoostTrainer(new XGBoostOptions { Objective = "binary:logistic", Rounds = Rounds });
        JobResult<XGBoostFitResult> job = await trainer.RunAsync(data, engine);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpu = ProcessTree.CpuSeconds() - cpu;
        results.Boosting[0].Quality = job.Result.Scores.Classification!.Auc!.Value;
        results.Versions["libxgboost"] = job.Result.LibraryVersion;
        return ClusterCall.Of(seconds, cpu, job.Ranks);
    }
}
