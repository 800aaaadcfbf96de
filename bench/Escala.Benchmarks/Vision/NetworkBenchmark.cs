using System.Globalization;
using Escala.Numerics;

namespace Escala.Benchmarks.Vision;

/// <summary>
/// Times training steps of convolutional networks against PyTorch: the same layers and mini-batches in memory, the sides by turns, each in a
/// process of its own.
/// </summary>
/// <param name="python">The Python that has PyTorch.</param>
/// <param name="peers">The folder of the peers' programs.</param>
/// <param name="isQuick">Whether to take few steps of the smaller mini-batch.</param>
internal sealed class NetworkBenchmark(string python, string peers, bool isQuick)
{
    private const int WarmSteps = 5;

    private int Turns => isQuick ? 2 : 6;

    /// <summary>Runs everything.</summary>
    public NetworkResults Run()
    {
        var results = new NetworkResults
        {
            Machine = Machine.Measure(),
            Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            IsQuick = isQuick,
        };
        foreach (NetworkWorkload workload in NetworkWorkload.All)
        {
            foreach (int batch in isQuick ? NetworkWorkload.Batches.Take(1) : NetworkWorkload.Batches)
            {
                foreach (int threads in (int[])[1, 2])
                {
                    Console.Error.WriteLine($"{workload.Name}, batch {batch}, {threads} thread(s) ...");
                    results.Comparisons.Add(Compare(workload, batch, threads, results.Versions));
                }
            }
        }

        return results;
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private NetworkComparison Compare(NetworkWorkload workload, int batch, int threads, SortedDictionary<string, string> versions)
    {
        var comparison = new NetworkComparison(workload, batch, threads);
        using WorkerProcess escala = Escala(workload, batch, threads, KernelSets.Best);
        using WorkerProcess avx2 = Escala(workload, batch, threads, KernelSet.Avx2);
        using WorkerProcess plain = Torch(workload, batch, threads, "plain");
        using WorkerProcess channelsLast = Torch(workload, batch, threads, "channels_last");
        (WorkerProcess Process, List<double> Steps)[] sides =
            [(escala, comparison.Escala), (avx2, comparison.Avx2), (plain, comparison.Plain), (channelsLast, comparison.ChannelsLast)];
        int steps = Math.Max(5, 1280 / batch);
        foreach ((WorkerProcess process, _) in sides)
        {
            process.Ask(new WorkerCommand("steps") { Iterations = WarmSteps });
            foreach ((string name, string version) in process.Versions)
            {
                versions[name] = version;
            }
        }

        for (int turn = 0; turn < Turns; turn++)
        {
            foreach ((WorkerProcess process, List<double> taken) in sides)
            {
                taken.AddRange(process.Ask(new WorkerCommand("steps") { Iterations = steps }).Steps!);
            }
        }

        return comparison;
    }

    private WorkerProcess Torch(NetworkWorkload workload, int batch, int threads, string layout) => WorkerProcess.Start(
        threads, python, Path.Combine(peers, "benchmark_torch.py"), workload.Name, Word(batch), Word(threads), layout);

    private static WorkerProcess Escala(NetworkWorkload workload, int batch, int threads, KernelSet kernels) => WorkerProcess.Start(
        threads, Environment.ProcessPath!, "network-steps", workload.Name, Word(batch), Word(threads), KernelSets.Name(kernels));
}
