namespace Escala.Reports.Results;

/// <summary>The machine that something was measured on.</summary>
internal sealed record MachineReport
{
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
}
