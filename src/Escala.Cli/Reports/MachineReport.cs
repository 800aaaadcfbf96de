using System.Runtime.InteropServices;

namespace Escala.Cli.Reports;

/// <summary>The machine that something was measured on.</summary>
internal sealed record MachineReport
{
    private const string Unknown = "unknown";

    /// <summary>The processor's name.</summary>
    public required string Cpu { get; init; }

    /// <summary>The processors that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>The memory that the process may use.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The load averages over 1, 5 and 15 minutes before the first run: a busy machine measures badly.</summary>
    public required IReadOnlyList<double> LoadAverage { get; init; }

    /// <summary>Describes this machine.</summary>
    public static MachineReport Read() => new()
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
