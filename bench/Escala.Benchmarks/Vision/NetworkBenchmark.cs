using System.Globalization;
using Escala.Numerics;

namespace Escala.Benchmarks.Vision;

/// <summary>
/// Times training steps of convolutional networks against PyTorch: the same layers and mini-batches in memory, the sides by turns, each in a
/// process of its own. PyTorch runs in each of its modes.
/// </summary>
/// <param name="python">The Python that has PyTorch.</param>
/// <param name="peers">The folder of the peers' programs.</param>
/// <param name="isQuick">Whether to take few steps, and of the smaller mini-batch where none is given.</param>
/// <param name="only">The one setting to measure; null for all.</param>
internal sealed class NetworkBenchmark(string python, string peers, bool isQuick, NetworkSetting? only)
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
        foreach (NetworkSetting setting in only is null ? NetworkSetting.All(isQuick) : [only])
        {
            Console.Error.WriteLine($"{setting.Workload.Name}, batch {setting.Batch}, {setting.Threads} thread(s) ...");
            results.Comparisons.Add(Compare(setting, results.Versions));
        }

        return results;
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private NetworkComparison Compare(NetworkSetting setting, SortedDictionary<string, string> versions)
    {
        var comparison = new NetworkComparison(setting);
        var sides = new List<(WorkerProcess Process, List<double> Steps)>();
        try
        {
            sides.Add((Escala(setting, KernelSets.Best), comparison.Escala));
            sides.Add((Escala(setting, KernelSet.Avx2), comparison.Avx2));
            foreach (TorchMode mode in comparison.Torch)
            {
                sides.Add((Torch(setting, mode), mode.Steps));
            }

            Measure(setting, sides, versions);
        }
        finally
        {
            foreach ((WorkerProcess process, _) in sides)
            {
                process.Dispose();
            }
        }

        return comparison;
    }

    private void Measure(
        NetworkSetting setting, List<(WorkerProcess Process, List<double> Steps)> sides, SortedDictionary<string, string> versions)
    {
        int steps = Math.Max(5, 1280 / setting.Batch);
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
    }

    private WorkerProcess Torch(NetworkSetting setting, TorchMode mode) => WorkerProcess.Start(
        setting.Threads,
        python,
        Path.Combine(peers, "benchmark_torch.py"),
        setting.Workload.Name,
        Word(setting.Batch),
        Word(setting.Threads),
        mode.Layout,
        mode.KeepsMemory ? "kept" : "freed");

    private static WorkerProcess Escala(NetworkSetting setting, KernelSet kernels) => WorkerProcess.Start(
        setting.Threads,
        Environment.ProcessPath!,
        "network-steps",
        setting.Workload.Name,
        Word(setting.Batch),
        Word(setting.Threads),
        KernelSets.Name(kernels));
}
