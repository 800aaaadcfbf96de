using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Escala.Benchmarks;

/// <summary>What the figures were measured on, without its name.</summary>
/// <param name="Cpu">The CPU's model.</param>
/// <param name="Cores">The cores that this process may use.</param>
/// <param name="MemoryGigabytes">The machine's memory.</param>
/// <param name="System">The operating system.</param>
/// <param name="PeakGigaflops">The float32 operations per second that one core does in a loop of multiply-adds, in this run.</param>
internal sealed partial record Machine(string Cpu, int Cores, int MemoryGigabytes, string System, double PeakGigaflops)
{
    /// <summary>The name of the results' files: what was measured, the CPU and the number of cores.</summary>
    /// <param name="benchmark">What was measured.</param>
    public string FileNameOf(string benchmark) => $"{benchmark}-{NotWord().Replace(Cpu.ToLowerInvariant(), "-").Trim('-')}-{Cores}-cores";

    public static Machine Measure() => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        (int)Math.Round(double.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / (1 << 20)),
        RuntimeInformation.OSDescription,
        Math.Round(PeakLoop.Measure(), 1));

    private static string Field(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
