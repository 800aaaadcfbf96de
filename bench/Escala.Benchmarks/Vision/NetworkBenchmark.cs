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
    private const int WarmSteps = 3;

    private int Turns => isQuick ? 2 : 4;

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
        int steps = Math.Max(5, 1280 / setting.Batch);
        var sides = new List<NetworkSide>();
        try
        {
            sides.Add(new NetworkSide(Escala(setting, KernelSets.Best), steps, comparison.Escala));
            sides.Add(new NetworkSide(Escala(setting, KernelSet.Avx2), steps, comparison.Avx2));
            foreach (TorchMode mode in comparison.Torch)
            {
                // Steps that wait for the system's memory take several times as long.
                sides.Add(new NetworkSide(Torch(setting, mode), mode.KeepsMemory ? steps : Math.Max(2, steps / 4), mode.Steps));
            }

            Measure(sides, versions);
        }
        finally
        {
            sides.ForEach(side => side.Process.Dispose());
        }

        return comparison;
    }

    private void Measure(List<NetworkSide> sides, SortedDictionary<string, string> versions)
    {
        foreach (NetworkSide side in sides)
        {
            side.Take(WarmSteps);
            foreach ((string name, string version) in side.Process.Versions)
            {
                versions[name] = version;
            }
        }

        for (int turn = 0; turn < Turns; turn++)
        {
            foreach (NetworkSide side in sides)
            {
                side.Seconds.AddRange(side.Take(side.Steps));
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
