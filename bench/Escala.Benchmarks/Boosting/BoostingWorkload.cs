namespace Escala.Benchmarks.Boosting;

/// <summary>Rows to grow trees on.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Rows">The number of rows; null for all of a sample.</param>
/// <param name="Features">The number of features; the label is one more column.</param>
internal sealed record BoostingWorkload(string Name, int? Rows, int Features)
{
    /// <summary>Three million flights: will the flight be late? Airports are codes.</summary>
    public static BoostingWorkload Flights { get; } = new("flights", null, 6);

    /// <summary>Made-up rows of as many features as are usual in comparisons of boosted trees.</summary>
    public static BoostingWorkload Synthetic { get; } = new("synthetic", 500_000, 28);

    /// <summary>The numbers of rounds of each fit.</summary>
    public static IReadOnlyList<int> Rounds { get; } = [50, 200];
}
