using System.Numerics;

namespace Escala.Metrics;

/// <summary>The figures that compare a clustering with the true labels, from how often they meet.</summary>
internal static class PairAgreement
{
    /// <summary>
    /// Hubert and Arabie, "Comparing partitions", 1985: (index - expected) / (maximum - expected) over pairs of rows that both
    /// labellings put together. Counted in integers without bounds. 1 when the labellings agree.
    /// </summary>
    public static double AdjustedRand(Contingency contingency)
    {
        BigInteger both = Pairs(contingency.Cells.Select(cell => cell.Count));
        BigInteger sameCluster = Pairs(contingency.ClusterTotals);
        BigInteger sameClass = Pairs(contingency.ClassTotals);
        if (both == sameCluster && both == sameClass)
        {
            return 1;
        }

        // Multiplied by the number of all pairs, so that everything up to the last division is exact; then by 2 for the mean.
        BigInteger all = Pairs([contingency.RowCount]);
        BigInteger numerator = 2 * ((both * all) - (sameCluster * sameClass));
        BigInteger denominator = ((sameCluster + sameClass) * all) - (2 * sameCluster * sameClass);
        return (double)numerator / (double)denominator;
    }

    /// <summary>
    /// Twice the mutual information over the sum of the entropies, natural logarithms. 1 when both labellings have one label only,
    /// 0 when they are independent.
    /// </summary>
    public static double NormalizedMutualInformation(Contingency contingency)
    {
        double rows = contingency.RowCount;
        if (contingency.ClusterTotals.Length <= 1 && contingency.ClassTotals.Length <= 1)
        {
            return 1;
        }

        double information = 0;
        foreach ((int cluster, int trueClass, long count) in contingency.Cells)
        {
            double expected = contingency.ClusterTotals[cluster] * (double)contingency.ClassTotals[trueClass];
            information += count / rows * Math.Log(count * rows / expected);
        }

        double entropies = Entropy(contingency.ClusterTotals, rows) + Entropy(contingency.ClassTotals, rows);
        return Math.Clamp(2 * information / entropies, 0, 1);
    }

    /// <summary>The share of rows whose true label is the one their cluster is matched with, under the best one-to-one matching.</summary>
    public static double MatchedAccuracy(Contingency contingency, CancellationToken cancellationToken) =>
        (double)BestMatching.Total(contingency, cancellationToken) / contingency.RowCount;

    /// <summary>The number of unordered pairs within groups of these sizes.</summary>
    private static BigInteger Pairs(IEnumerable<long> counts) =>
        counts.Aggregate(BigInteger.Zero, (sum, count) => sum + ((BigInteger)count * (count - 1) / 2));

    private static double Entropy(long[] totals, double rows) => -totals.Sum(total => total / rows * Math.Log(total / rows));
}
