namespace Escala.Metrics;

/// <summary>Chooses from which probability on the second of two classes is predicted.</summary>
internal static class ThresholdChoice
{
    private const double Middle = 0.5;

    /// <summary>
    /// The threshold with the best balanced accuracy, of equals the one nearest to 0.5, then the higher. Between two neighbouring
    /// scores all thresholds are one: 0.5 where it lies there, otherwise the point half-way. 0.5 where either class has no rows.
    /// </summary>
    /// <param name="runs">The distinct scores, the highest first.</param>
    public static double BestBalancedAccuracy(ReadOnlySpan<ScoreRun> runs)
    {
        (long positives, long negatives) = ScoreArea.Totals(runs);
        if (positives == 0 || negatives == 0)
        {
            return Middle;
        }

        // What counts is true positive rate less false positive rate, here times both totals: whole numbers. Above all scores it is 0.
        Int128 best = 0;
        double threshold = Math.Max(Middle, runs[0].Score);
        long positive = 0;
        long negative = 0;
        for (int i = 0; i + 1 < runs.Length; i++)
        {
            positive += runs[i].Positive;
            negative += runs[i].Negative;
            Int128 gain = ((Int128)positive * negatives) - ((Int128)negative * positives);
            double between = Between(runs[i + 1].Score, runs[i].Score);
            if (gain > best || (gain == best && Math.Abs(between - Middle) < Math.Abs(threshold - Middle)))
            {
                best = gain;
                threshold = between;
            }
        }

        return threshold;
    }

    private static double Between(double low, double high) =>
        low <= Middle && Middle < high ? Middle : low + ((high - low) / 2);
}
