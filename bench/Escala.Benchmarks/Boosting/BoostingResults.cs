namespace Escala.Benchmarks.Boosting;

/// <summary>All that one run measured.</summary>
internal sealed record BoostingResults
{
    public required Machine Machine { get; init; }

    public required DateOnly Date { get; init; }

    public required int Seed { get; init; }

    /// <summary>Whether this was a short run; such figures are not for the record.</summary>
    public required bool IsQuick { get; init; }

    public List<BoostingComparison> Comparisons { get; } = [];

    /// <summary>Escala from the Parquet file, without a peer.</summary>
    public List<BoostingComparison> Parquet { get; } = [];
}
