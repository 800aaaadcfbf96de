using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Escala.Testing;

/// <summary>Finds the processes of distributed jobs on this machine, and sends them signals.</summary>
public static partial class ClusterProcesses
{
    /// <summary>The signal that nobody can refuse.</summary>
    public const int Kill = 9;

    /// <summary>The signal that stops a process until <see cref="Continue"/>.</summary>
    public const int Stop = 19;

    /// <summary>The signal that lets a stopped process go on.</summary>
    public const int Continue = 18;

    private const string ScratchVariable = "ESCALA_SCRATCH";
    private static readonly string[] ShimScripts = ["escala_dask.py", "escala_spark.py"];

    /// <summary>The ranks whose folders are below a folder, by rank.</summary>
    /// <param name="folder">A folder of a cluster.</param>
    public static IReadOnlyList<int> Ranks(string folder) =>
    [
        .. All()
            .Select(process => (process, Scratch: VariableOf(process, ScratchVariable)))
            .Where(pair => pair.Scratch?.StartsWith(folder, StringComparison.Ordinal) == true)
            .OrderBy(pair => int.Parse(pair.Scratch!.Split('-')[^1], CultureInfo.InvariantCulture))
            .Select(pair => pair.process),
    ];

    /// <summary>The processes whose environment has a variable with a value.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    public static IReadOnlyList<int> WithVariable(string name, string value) => [.. All().Where(process => VariableOf(process, name) == value)];

    /// <summary>The shims that a process has started.</summary>
    /// <param name="driver">The process.</param>
    public static IReadOnlyList<int> Shims(int driver) =>
        [.. All().Where(process => ParentOf(process) == driver && Read(process, "cmdline") is { } line && ShimScripts.Any(line.Contains))];

    /// <summary>The processes that a process has started itself.</summary>
    /// <param name="parent">The process.</param>
    public static IReadOnlyList<int> Children(int parent) => [.. All().Where(process => ParentOf(process) == parent)];

    /// <summary>What a process has started, and what that has.</summary>
    /// <param name="ancestor">The process.</param>
    public static IReadOnlyList<int> Below(int ancestor) => [.. Children(ancestor).SelectMany(child => (int[])[child, .. Below(child)])];

    /// <summary>The command line of a process; null where the process is gone.</summary>
    /// <param name="process">The process.</param>
    public static string? CommandLine(int process) => Read(process, "cmdline") is { Length: > 0 } line ? line.Replace('\0', ' ').TrimEnd() : null;

    /// <summary>The parent of a process; null where the process is gone.</summary>
    /// <param name="process">The process.</param>
    public static int? ParentOf(int process) =>
        Read(process, "stat") is { } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : null;

    /// <summary>Kills processes and what they started, the last one first.</summary>
    /// <param name="processes">In the order of their starts.</param>
    public static async Task EndAsync(IEnumerable<Process> processes)
    {
        foreach (Process process in processes.Reverse())
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="process">To which process; one that is gone gets none.</param>
    /// <param name="signal">The signal.</param>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="patience">How long.</param>
    /// <returns>Whether it held in time.</returns>
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > patience)
            {
                return false;
            }

            await Task.Delay(20);
        }

        return true;
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out int process) ? process : 0)
        .Where(process => process > 0);

    private static string? VariableOf(int process, string name) => Read(process, "environ")?
        .Split('\0')
        .FirstOrDefault(variable => variable.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
