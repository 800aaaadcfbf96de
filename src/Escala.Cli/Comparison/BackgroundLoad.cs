using System.Diagnostics;
using System.Globalization;

namespace Escala.Cli.Comparison;

/// <summary>The processors that other programs keep busy, which a run that begins now would have to share with them.</summary>
internal static class BackgroundLoad
{
    /// <summary>USER_HZ: Linux counts in steps of 10 ms.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Ten of these steps: the result is right to a tenth of a processor.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.1);

    // The fields after the name "cpu" of /proc/stat, see proc(5): user, nice, system, idle, iowait, irq, softirq, steal. What comes
    // after them is contained in user and nice.
    private static readonly int[] Busy = [0, 1, 2, 5, 6, 7];

    /// <summary>Measures it for a tenth of a second, without what this process itself uses.</summary>
    /// <returns>The mean number of busy processors, the time that a hypervisor gave to others included; at least 0.</returns>
    public static async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        double all = AllSeconds();
        TimeSpan own = Environment.CpuUsage.TotalTime;
        await Task.Delay(Window, cancellationToken).ConfigureAwait(false);
        double others = AllSeconds() - all - (Environment.CpuUsage.TotalTime - own).TotalSeconds;
        return Math.Max(others / time.Elapsed.TotalSeconds, 0);
    }

    private static double AllSeconds()
    {
        string[] ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        return Busy.Sum(field => long.Parse(ticks[field], CultureInfo.InvariantCulture)) / (double)TicksPerSecond;
    }
}
