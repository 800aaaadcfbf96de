namespace Escala.Reports.Summaries;

/// <summary>Repeated measurements in three figures.</summary>
/// <param name="Median">The median; the mean of the middle two of an even number.</param>
/// <param name="Smallest">The smallest.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Count">How many there are, at least 1.</param>
internal sealed record Spread(double Median, double Smallest, double Largest, int Count)
{
    /// <summary>Sums measurements up; null where there are none.</summary>
    public static Spread? Of(IEnumerable<double> measurements)
    {
        double[] sorted = [.. measurements.Order()];
        return sorted.Length == 0
            ? null
            : new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1], sorted.Length);
    }
}
