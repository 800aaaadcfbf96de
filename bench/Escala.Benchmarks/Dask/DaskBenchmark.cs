using Escala.Benchmarks.Clusters;
using Escala.Cluster;
using Escala.Testing;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times jobs on a Dask cluster of two workers of one thread each: what a job costs that does nothing, and real ones against peers.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="daskMlPython">The Python that has dask-ml; null for none.</param>
/// <param name="isQuick">Whether the run is short, with a tenth of the rows.</param>
internal sealed class DaskBenchmark(ClusterSetting setting, string? daskMlPython, bool isQuick)
{
    private const int Workers = 2;
    private const int EmptyWarmUps = 3;

    private readonly DaskResults _results = new() { IsQuick = isQuick };

    /// <summary>Runs everything.</summary>
    public async Task<DaskResults> RunAsync()
    {
        string tiny = setting.TinyRows();
        await TimeCommandsAsync(tiny);
        var own = new DaskOptions { Workers = Workers, Threads = 1, Python = DaskCluster.Python, WorkerFolder = setting.WorkerFolder };
        await using (DaskCluster cluster = await DaskCluster.StartAsync(Workers))
        {
            await using var engine = new DaskEngine(own with { Address = cluster.Address });
            ClusterSetting.Say("empty jobs");
            await EmptyJobs.TimeAsync(engine, tiny, EmptyWarmUps);
            _results.EmptyJobs.AddRange(await EmptyJobs.TimeAsync(engine, tiny, setting.EmptyJobs));
            ClusterSetting.Say("K-means");
            await new DaskKMeansBenchmark(setting, daskMlPython, _results).RunAsync(engine);
            ClusterSetting.Say("XGBoost");
            await new DaskBoostingBenchmark(setting, _results).RunAsync(engine, cluster.Address);
        }

        ClusterSetting.Say("network");
        await using var two = new DaskEngine(own);
        await using var one = new DaskEngine(own with { Workers = 1 });
        await new DaskNetworkBenchmark(setting, _results).RunAsync(two, one);
        _results.Close(setting);
        return _results;
    }

    /// <summary>The first command makes the bundle, which is kept, and is not counted.</summary>
    private async Task TimeCommandsAsync(string tiny)
    {
        ClusterSetting.Say("commands that start a cluster");
        for (int i = 0; i <= setting.ColdCommands; i++)
        {
            ClusterCall call = await setting.RunCommandAsync(
                setting.Program, "fit", "kmeans", tiny, "--clusters", "2", "--engine", "dask", "--workers", $"{Workers}", "--python", DaskCluster.Python);
            if (i > 0)
            {
                _results.ColdCommands.Add(call.Seconds);
            }
        }
    }
}
