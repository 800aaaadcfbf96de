using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Escala.Cluster.Tests.Shims;

/// <summary>Processes that are not our children: signals, and whether they are still there.</summary>
internal static partial class LinuxProcess
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Signal(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} did not reach the process {processId}.");
        }
    }

    /// <summary>Waits until none of the processes is there any more; returns those that still are at the deadline.</summary>
    public static async Task<int[]> WaitUntilGoneAsync(IEnumerable<int> processIds, TimeSpan deadline)
    {
        var time = Stopwatch.StartNew();
        int[] left = [.. processIds.Where(IsAlive)];
        while (left.Length > 0 && time.Elapsed < deadline)
        {
            await Task.Delay(20);
            left = [.. left.Where(IsAlive)];
        }

        return left;
    }

    /// <summary>A zombie that nobody has collected yet is dead.</summary>
    private static bool IsAlive(int processId)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{processId}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);
}
