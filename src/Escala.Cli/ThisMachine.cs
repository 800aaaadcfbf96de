using System.Runtime.InteropServices;
using Escala.Reports.Results;

namespace Escala.Cli;

/// <summary>The machine that this process runs on.</summary>
internal static class ThisMachine
{
    private const string Unknown = "unknown";

    /// <summary>Describes this machine.</summary>
    public static MachineReport Describe() => new()
    {
        Cpu = ProcessorName(),
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        OperatingSystem = OperatingSystemName(),
        Runtime = RuntimeInformation.FrameworkDescription,
        LoadAverage = [.. File.ReadAllText("/proc/loadavg").Split(' ').Take(3).Select(double.Parse)],
    };

    /// <summary>The processor's name.</summary>
    public static string ProcessorName() => Field("/proc/cpuinfo", "model name", ':') ?? Unknown;

    /// <summary>The distribution's name and version.</summary>
    public static string OperatingSystemName() =>
        Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? Field(string file, string name, char separator) => File.Exists(file)
        ? File.ReadLines(file)
            .Select(line => line.Split(separator, 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(parts => parts.Length == 2 && parts[0] == name)?[1]
        : null;
}
