namespace Escala.Benchmarks.Vision;

/// <summary>All that one run measured.</summary>
internal sealed record NetworkResults
{
    public required Machine Machine { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Whether this was a short run; such figures are not for the record.</summary>
    public required bool IsQuick { get; init; }

    public SortedDictionary<string, string> Versions { get; } = [];

    public List<NetworkComparison> Comparisons { get; } = [];

    /// <summary>The first epoch, with one thread and with two; none where one setting was asked for.</summary>
    public List<EpochComparison> Epochs { get; } = [];
}
