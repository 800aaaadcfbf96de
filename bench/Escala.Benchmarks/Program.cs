using System.Text.Json;

namespace Escala.Benchmarks;

internal static class Program
{
    private const string Usage = """
        usage: ./bench/run kmeans [--quick]
               ./bench/run read
               ./bench/run kernels [a b c d]
        """;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["kmeans", string home, string python, .. string[] rest] when rest is [] or ["--quick"]:
                RunKMeans(home, python, isQuick: rest.Length > 0);
                return 0;
            case ["read", string home]:
                Console.WriteLine(MarkdownReport.Reads(ReadBenchmark.RunAll(Flights(home), repeats: 25)));
                return 0;
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

    private static string Flights(string home) =>
        Path.Combine(home, "data", "node_modules", "vega-datasets", "data", "flights-3m.parquet");

    private static void RunKMeans(string home, string python, bool isQuick)
    {
        string data = Path.Combine(home, "artifacts", "bench");
        var benchmark = new KMeansBenchmark(python, Path.Combine(home, "bench", "peers"), data, isQuick);
        BenchmarkResults results = benchmark.Run(Flights(home));
        string page = MarkdownReport.Write(results);
        Console.WriteLine(page);

        // Quick figures are not kept where they would pass for the machine's.
        string folder = isQuick ? data : Path.Combine(home, "bench", "results");
        string file = Path.Combine(folder, results.Machine.FileName);
        Directory.CreateDirectory(folder);
        File.WriteAllText(file + ".md", page);
        File.WriteAllText(file + ".json", JsonSerializer.Serialize(results, Indented) + "\n");
        Console.Error.WriteLine($"written: {Path.GetRelativePath(home, file)}.md and .json");
    }
}
