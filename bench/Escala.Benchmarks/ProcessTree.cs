using System.Globalization;

namespace Escala.Benchmarks;

/// <summary>This process and all that it has started, and they in turn.</summary>
internal static class ProcessTree
{
    private const int TicksPerSecond = 100;

    /// <summary>
    /// The CPU time of all of them since they began, user and system, with that of children that have ended and were waited for; in
    /// steps of 10 ms for each process, as /proc has it.
    /// </summary>
    public static double CpuSeconds()
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int process) ? Read(process) : null)
            .OfType<Entry>()
            .ToLookup(entry => entry.Parent);
        var waiting = new Stack<Entry>([Read(Environment.ProcessId)!]);
        long ticks = 0;
        while (waiting.TryPop(out Entry? entry))
        {
            ticks += entry.Ticks;
            foreach (Entry child in all[entry.Process])
            {
                waiting.Push(child);
            }
        }

        return ticks / (double)TicksPerSecond;
    }

    /// <summary>Reads a process; null where it is gone.</summary>
    private static Entry? Read(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(process, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(long.Parse));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Entry(int Process, int Parent, long Ticks);
}
