using System.Diagnostics;
using System.Globalization;
using Escala.Cluster;
using Escala.Data;

namespace Escala.Benchmarks.Clusters;

/// <summary>Where everything is that the parts of the benchmark need, and how often they do what they do.</summary>
/// <param name="home">The project's folder.</param>
/// <param name="python">The Python that has scikit-learn.</param>
/// <param name="isQuick">Whether the run is short.</param>
internal sealed class ClusterSetting(string home, string python, bool isQuick)
{
    public const ulong Seed = 7;

    /// <summary>What the side before has left to do, such as giving memory back, in its own processes or in the cluster's, must not count for the next.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    public string Python => python;

    public RowFiles Rows { get; } = new(python, Path.Combine(home, "bench", "peers"), Path.Combine(home, "artifacts", "bench"), Seed);

    /// <summary>Whether the Python that has scikit-learn reads Parquet.</summary>
    public bool ReadsParquet { get; } = Imports(python, "pandas, pyarrow");

    /// <summary>The folder of the program that ranks run.</summary>
    public string WorkerFolder => Path.Combine(home, "artifacts", "worker");

    /// <summary>What the launcher runs.</summary>
    public string Program => Path.Combine(home, "artifacts", "publish", "Escala.Cli", "release_linux-x64", "escala");

    /// <summary>The folder of the images of MNIST.</summary>
    public string Mnist => Samples.Mnist(home);

    /// <summary>The versions that peers told.</summary>
    public Dictionary<string, string> Versions { get; } = [];

    public int Turns => isQuick ? 2 : 5;

    public int EmptyJobs => isQuick ? 5 : 20;

    public int ColdCommands => isQuick ? 2 : 5;

    /// <summary>The turns of sides that are near to their target: on a shared machine a single turn is off by a tenth and more.</summary>
    public int ManyTurns => isQuick ? 2 : 11;

    /// <summary>The turns of whole commands that take long.</summary>
    public int LongTurns => isQuick ? 1 : 3;

    public string Scratch(string name) => Path.Combine(home, "artifacts", "bench", name);

    public static void Say(string what) => Console.Error.WriteLine($"{what} ...");

    /// <summary>The path of a program of the peers.</summary>
    public string Script(string name) => Path.Combine(home, "bench", "peers", name);

    /// <summary>The rows of a job that does next to nothing.</summary>
    public string TinyRows()
    {
        string path = Scratch("tiny.npy");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new NpyWriter(path, 2);
        writer.Write([.. Enumerable.Range(0, 128).Select(value => (float)(value % 7))]);
        return path;
    }

    /// <summary>Runs a command from its start to its end.</summary>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    public async Task<ClusterCall> RunCommandAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[GangOptions.WorkerVariable] = WorkerFolder;
        long begin = Stopwatch.GetTimestamp();
        using Process command = Process.Start(start)!;
        Task<string> errors = command.StandardError.ReadToEndAsync();
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return command.ExitCode == 0
            ? new ClusterCall { Seconds = seconds }
            : throw new InvalidOperationException($"{program} ended with exit code {command.ExitCode}: {await errors}");
    }

    /// <summary>Starts a peer and waits until it is ready.</summary>
    public WorkerProcess Peer(int threads, string program, string script, params string[] arguments)
    {
        var peer = WorkerProcess.Start(threads, program, [Script(script), .. arguments]);
        foreach ((string name, string version) in peer.Versions)
        {
            Versions[name] = version;
        }

        return peer;
    }

    /// <summary>Gives each side its turns, one after another; the first one of each warms up and is not kept.</summary>
    /// <param name="sides">The sides.</param>
    /// <param name="turn">Takes the turn of a side.</param>
    /// <param name="turns">How many turns are kept; null for <see cref="Turns"/>.</param>
    public async Task TakeTurnsAsync(IReadOnlyList<ClusterSide> sides, Func<ClusterSide, Task<ClusterCall>> turn, int? turns = null)
    {
        for (int i = 0; i <= (turns ?? Turns); i++)
        {
            foreach (ClusterSide side in sides)
            {
                await Task.Delay(Rest);
                ClusterCall call = await turn(side);
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
