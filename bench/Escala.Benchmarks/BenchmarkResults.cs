namespace Escala.Benchmarks;

/// <summary>All that one run measured.</summary>
internal sealed record BenchmarkResults
{
    public required Machine Machine { get; init; }

    public required DateOnly Date { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Whether the workloads had a tenth of their rows; such figures are not for the record.</summary>
    public required bool IsQuick { get; init; }

    public SortedDictionary<string, string> Versions { get; } = [];

    public List<Comparison> Fits { get; } = [];

    public List<Comparison> Initializations { get; } = [];

    public List<ReadComparison> Reads { get; } = [];
}
