using System.Globalization;

namespace Escala.Benchmarks.Vision;

/// <summary>
/// Times the first epoch of MNIST, end to end: each side reads the files, trains the network and judges the test images, by turns, each in
/// a process of its own.
/// </summary>
/// <param name="python">The Python that has PyTorch.</param>
/// <param name="peers">The folder of the peers' programs.</param>
/// <param name="mnist">The files of MNIST.</param>
/// <param name="isQuick">Whether to take a tenth of the images once.</param>
internal sealed class EpochBenchmark(string python, string peers, string mnist, bool isQuick)
{
    private const int Batch = 64;

    private readonly string[] _work = [mnist, Word(isQuick ? 6_000 : 60_000), Word(Batch)];

    /// <summary>Measures with one thread and with two.</summary>
    public IEnumerable<EpochComparison> Run()
    {
        foreach (int threads in (int[])[1, 2])
        {
            Console.Error.WriteLine($"first epoch of MNIST, batch {Batch}, {threads} thread(s) ...");
            EpochSide[] sides =
            [
                new("Escala", WorkerProcess.Start(threads, Environment.ProcessPath!, ["network-epoch", .. _work, Word(threads)])),
                new("PyTorch, plain", Torch(threads, "plain")),
                new("PyTorch, channels_last", Torch(threads, "channels_last")),
            ];
            try
            {
                for (int turn = 0; turn < (isQuick ? 1 : 2); turn++)
                {
                    Array.ForEach(sides, side => side.Take());
                }

                yield return new EpochComparison(threads, Batch, [.. sides.Select(side => side.Times)]);
            }
            finally
            {
                Array.ForEach(sides, side => side.Process.Dispose());
            }
        }
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private WorkerProcess Torch(int threads, string layout) => WorkerProcess.Start(
        threads, python, [Path.Combine(peers, "benchmark_torch_epoch.py"), .. _work, Word(threads), layout]);

    private sealed record EpochSide(string Name, WorkerProcess Process)
    {
        public EpochTimes Times { get; } = new(Name);

        public void Take()
        {
            WorkerAnswer answer = Process.Ask(new WorkerCommand("epoch"));
            Times.Seconds.Add(answer.Seconds);
            Times.Accuracy = answer.Accuracy;
        }
    }
}
