using System.Diagnostics;
using System.Text.Json;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Models;

namespace Escala.Benchmarks;

/// <summary>Escala's side of the K-means comparison: whole fits of rows in memory, as a user calls them.</summary>
internal static class EscalaWorker
{
    public static async Task RunAsync(string rowsPath, string centroidsPath, int threads)
    {
        NpyArray rows = NpyArray.Read(rowsPath);
        NpyArray first = NpyArray.Read(centroidsPath);
        double[][] centroids = [.. first.Values.Chunk(first.Columns).Select(row => row.Select(value => (double)value).ToArray())];
        await using IEngine engine = threads == 1 ? new SerialEngine() : new LocalEngine(threads);
        WorkerAnswer.Write(new WorkerAnswer
        {
            Versions = new Dictionary<string, string> { ["escala"] = EscalaVersion.Current, ["dotnet"] = Environment.Version.ToString() },
        });
        while (await Console.In.ReadLineAsync() is { } line)
        {
            WorkerCommand command = JsonSerializer.Deserialize<WorkerCommand>(line, WorkerCommand.Json)!;
            WorkerAnswer.Write(command.Do switch
            {
                "fit" => await FitAsync(rows, centroids, engine, command),
                "init" => await InitializeAsync(rows, engine, command),
                _ => throw new ArgumentException($"unknown command '{command.Do}'"),
            });
        }
    }

    private static async Task<WorkerAnswer> FitAsync(NpyArray rows, double[][] centroids, IEngine engine, WorkerCommand command)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        var trainer = new KMeansTrainer(new KMeansOptions
        {
            Clusters = command.Clusters,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = centroids,
            MaxIterations = command.Iterations,
            Tolerance = 0,
            Metrics = ClusteringMetricSet.None,
        });
        KMeansModel model = await trainer.FitAsync(Dataset.FromRows(rows.Values, rows.Columns), engine);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        using FileStream target = File.Create(command.Out!);
        NpyFile.Write(target, [.. model.Centroids().Cast<double>()], model.ClusterCount, rows.Columns);
        return new WorkerAnswer { Seconds = seconds, CpuSeconds = cpu.TotalSeconds, Iterations = model.Fit.Iterations };
    }

    /// <summary>k-means|| as the init phase of a fit measures it, and the inertia of the centroids that it chose.</summary>
    private static async Task<WorkerAnswer> InitializeAsync(NpyArray rows, IEngine engine, WorkerCommand command)
    {
        var trainer = new KMeansTrainer(new KMeansOptions
        {
            Clusters = command.Clusters,
            Initialization = KMeansInitialization.KMeansParallel,
            MaxIterations = 1,
            Seed = command.Seed,
            Metrics = ClusteringMetricSet.None,
        });
        JobResult<KMeansFitResult> job = await trainer.RunAsync(Dataset.FromRows(rows.Values, rows.Columns), engine);
        PhaseMeasurement init = job.Ranks[0].Phases.Single(phase => phase.Name == Phase.Init);
        return new WorkerAnswer { Seconds = init.WallSeconds, CpuSeconds = init.CpuSeconds, Inertia = job.Result.History[0] };
    }
}
