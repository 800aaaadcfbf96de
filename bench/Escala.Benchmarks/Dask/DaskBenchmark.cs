using System.Diagnostics;
using Escala.Cluster;
using Escala.Clustering;
using Escala.Data;
using Escala.Metrics;
using Escala.Models;
using Escala.Testing;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times jobs on a Dask cluster of two workers of one thread each: what a job costs that does nothing, and real ones against peers.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="isQuick">Whether the run is short, with a tenth of the rows.</param>
internal sealed class DaskBenchmark(DaskSetting setting, bool isQuick)
{
    private const int Workers = 2;
    private const int EmptyWarmUps = 3;
    private const int BoostingRows = 1_000_000;
    private const int KMeansIterations = 20;

    private readonly DaskResults _results = new()
    {
        Machine = Machine.Measure(),
        Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        Seed = DaskSetting.Seed,
        IsQuick = isQuick,
        LoadBefore = Load(),
        Workload = WorkOf(Workload.All.Single(workload => workload.Name == "b"), isQuick),
        BoostingRows = isQuick ? BoostingRows / 10 : BoostingRows,
    };

    /// <summary>Runs everything.</summary>
    public async Task<DaskResults> RunAsync()
    {
        string tiny = TinyRows();
        await TimeCommandsAsync(tiny);
        await using (DaskCluster cluster = await DaskCluster.StartAsync(Workers))
        {
            var options = new DaskOptions
            {
                Address = cluster.Address,
                Workers = Workers,
                Threads = 1,
                Python = DaskCluster.Python,
                WorkerFolder = setting.WorkerFolder,
            };
            await using var engine = new DaskEngine(options);
            await using var one = new DaskEngine(options with { Workers = 1 });
            await TimeEmptyJobsAsync(engine, tiny);
            Say("K-means");
            await new DaskKMeansBenchmark(setting, _results).RunAsync(engine);
            Say("XGBoost");
            await new DaskBoostingBenchmark(setting, _results).RunAsync(engine, cluster.Address);
            Say("network");
            await new DaskNetworkBenchmark(setting, _results).RunAsync(engine, one);
        }

        _results.LoadAfter = Load();
        setting.Versions["escala"] = EscalaVersion.Current;
        setting.Versions["dotnet"] = Environment.Version.ToString();
        foreach ((string name, string version) in setting.Versions)
        {
            _results.Versions[name] = version;
        }

        return _results;
    }

    private static Workload WorkOf(Workload full, bool isQuick) => (isQuick ? full.Quick() : full) with { Iterations = KMeansIterations };

    private static void Say(string what) => Console.Error.WriteLine($"{what} ...");

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    private string TinyRows()
    {
        string path = setting.Scratch("tiny.npy");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new NpyWriter(path, 2);
        writer.Write([.. Enumerable.Range(0, 128).Select(value => (float)(value % 7))]);
        return path;
    }

    /// <summary>The first command makes the bundle, which is kept, and is not counted.</summary>
    private async Task TimeCommandsAsync(string tiny)
    {
        Say("commands that start a cluster");
        await RunCommandAsync(tiny);
        for (int i = 0; i < setting.ColdCommands; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            await RunCommandAsync(tiny);
            _results.ColdCommands.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
    }

    private async Task RunCommandAsync(string tiny)
    {
        string[] arguments =
            ["fit", "kmeans", tiny, "--clusters", "2", "--engine", "dask", "--workers", $"{Workers}", "--python", DaskCluster.Python];
        var start = new ProcessStartInfo(setting.Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[DaskOptions.WorkerVariable] = setting.WorkerFolder;
        using Process command = Process.Start(start)!;
        Task<string> errors = command.StandardError.ReadToEndAsync();
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        if (command.ExitCode != 0)
        {
            throw new InvalidOperationException($"{setting.Program} ended with exit code {command.ExitCode}: {await errors}");
        }
    }

    private async Task TimeEmptyJobsAsync(DaskEngine engine, string tiny)
    {
        Say("empty jobs");
        var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 2, MaxIterations = 1, Metrics = ClusteringMetricSet.None });
        for (int i = 0; i < EmptyWarmUps + setting.EmptyJobs; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            await trainer.RunAsync(new DatasetReader().Open(tiny), engine);
            if (i >= EmptyWarmUps)
            {
                _results.EmptyJobs.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
        }
    }
}
