using System.Text.Json;
using Escala.Benchmarks.Boosting;
using Escala.Benchmarks.Chaos;
using Escala.Benchmarks.Clusters;
using Escala.Benchmarks.Dask;
using Escala.Benchmarks.Spark;
using Escala.Benchmarks.Vision;
using Escala.Numerics;

namespace Escala.Benchmarks;

internal static class Program
{
    private const string Usage = """
        usage: ./bench/run kmeans [--quick]
               ./bench/run xgboost [--quick]
               ./bench/run dask [--quick]
               ./bench/run spark [--quick]
               ./bench/run cnn [--quick] [NETWORK BATCH THREADS]
               ./bench/run read
               ./bench/run kernels [a b c d]
               ./bench/chaos dask|spark [--kills N] [--seed N]
        """;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["kmeans", string home, string python, .. string[] rest] when rest is [] or ["--quick"]:
                RunKMeans(home, python, isQuick: rest.Length > 0);
                return 0;
            case ["xgboost", string home, string python, .. string[] rest] when rest is [] or ["--quick"]:
                RunBoosting(home, python, isQuick: rest.Length > 0);
                return 0;
            case ["dask", string home, string python, string daskMlPython, .. string[] rest] when rest is [] or ["--quick"]:
                await RunDaskAsync(home, python, daskMlPython.Length == 0 ? null : daskMlPython, isQuick: rest.Length > 0);
                return 0;
            case ["spark", string home, string python, .. string[] rest] when rest is [] or ["--quick"]:
                await RunSparkAsync(home, python, isQuick: rest.Length > 0);
                return 0;
            case ["cnn", string home, string python, .. string[] rest]:
                return RunNetworks(home, python, rest);
            case ["network-steps", string network, string batch, string threads, string kernels]:
                await NetworkWorker.RunAsync(network, int.Parse(batch), int.Parse(threads), KernelSets.Parse(kernels));
                return 0;
            case ["network-epoch", string mnist, string images, string batch, string threads]:
                await EpochWorker.RunAsync(mnist, int.Parse(images), int.Parse(batch), int.Parse(threads));
                return 0;
            case ["boosting-fit", string rows, string rounds, string threads]:
                await BoostingFit.RunAsync(rows, int.Parse(rounds), int.Parse(threads));
                return 0;
            case ["read", string home]:
                Console.WriteLine(MarkdownReport.Reads(ReadBenchmark.RunAll(Samples.Flights(home), repeats: 25)));
                return 0;
            case ["chaos", "dask", string home, .. string[] rest]:
                return await RunChaosAsync(DaskChaos.StartAsync, Path.Combine(home, "escala"), rest);
            case ["chaos", "spark", string home, .. string[] rest]:
                return await RunChaosAsync(SparkChaos.StartAsync, Path.Combine(home, "escala"), rest);
            case ["kernels", .. string[] names]:
                KernelBenchmark.Run(names);
                return 0;
            case ["worker", string rows, string centroids, string threads]:
                await EscalaWorker.RunAsync(rows, centroids, int.Parse(threads));
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> RunChaosAsync(Func<Task<IChaosCluster>> start, string escala, string[] options)
    {
        int kills = 50;
        ulong seed = 0;
        for (int i = 0; i < options.Length; i += 2)
        {
            string value = i + 1 < options.Length ? options[i + 1] : "";
            if (!(options[i] == "--kills" && int.TryParse(value, out kills) && kills > 0) && !(options[i] == "--seed" && ulong.TryParse(value, out seed)))
            {
                await Console.Error.WriteLineAsync($"'{options[i]} {value}' is no option.\n\n{Usage}");
                return 2;
            }
        }

        await using IChaosCluster cluster = await start();
        int good = await new ChaosRun(escala, kills, seed).RunAsync(cluster);
        Console.WriteLine($"{good} of {kills}");
        return good == kills ? 0 : 1;
    }

    private static void RunKMeans(string home, string python, bool isQuick)
    {
        var benchmark = new KMeansBenchmark(python, Peers(home), Scratch(home), isQuick);
        BenchmarkResults results = benchmark.Run(Samples.Flights(home));
        Keep(home, isQuick, results.Machine.FileNameOf("kmeans"), MarkdownReport.Write(results), results);
    }

    private static void RunBoosting(string home, string python, bool isQuick)
    {
        BoostingResults results = new BoostingBenchmark(python, Peers(home), Scratch(home), isQuick).Run(Samples.Flights(home));
        Keep(home, isQuick, results.Machine.FileNameOf("xgboost"), BoostingReport.Write(results), results);
    }

    private static async Task RunDaskAsync(string home, string python, string? daskMlPython, bool isQuick)
    {
        DaskResults results = await new DaskBenchmark(new ClusterSetting(home, python, isQuick), daskMlPython, isQuick).RunAsync();
        Keep(home, isQuick, results.Machine.FileNameOf("dask"), DaskReport.Write(results), results);
    }

    private static async Task RunSparkAsync(string home, string python, bool isQuick)
    {
        SparkResults results = await new SparkBenchmark(new ClusterSetting(home, python, isQuick), isQuick).RunAsync();
        Keep(home, isQuick, results.Machine.FileNameOf("spark"), SparkReport.Write(results), results);
    }

    /// <summary>A setting alone is short of the table: like quick figures, its figures are not kept for the machine's.</summary>
    private static int RunNetworks(string home, string python, string[] rest)
    {
        bool isQuick = rest is ["--quick", ..];
        string[] words = isQuick ? rest[1..] : rest;
        var setting = NetworkSetting.Parse(words);
        if (setting is null && words.Length > 0)
        {
            Console.Error.WriteLine($"'{string.Join(' ', words)}' is no network, mini-batch and threads.\n\n{Usage}");
            return 2;
        }

        NetworkResults results = new NetworkBenchmark(python, Peers(home), isQuick, setting).Run();
        if (setting is null)
        {
            results.Epochs.AddRange(new EpochBenchmark(python, Peers(home), Samples.Mnist(home), isQuick).Run());
        }

        Keep(home, isQuick || setting is not null, results.Machine.FileNameOf("cnn"), NetworkReport.Write(results), results);
        return 0;
    }

    private static string Peers(string home) => Path.Combine(home, "bench", "peers");

    private static string Scratch(string home) => Path.Combine(home, "artifacts", "bench");

    /// <summary>Prints the page and writes the results; quick figures are not kept where they would pass for the machine's.</summary>
    private static void Keep<T>(string home, bool isPartial, string name, string page, T results)
    {
        Console.WriteLine(page);
        string folder = isPartial ? Scratch(home) : Path.Combine(home, "bench", "results");
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(file + ".md", page);
        File.WriteAllText(file + ".json", JsonSerializer.Serialize(results, Indented) + "\n");
        Console.Error.WriteLine($"written: {Path.GetRelativePath(home, file)}.md and .json");
    }
}
