namespace Escala.Metrics;

/// <summary>Figures of the order of one group.</summary>
internal static class RankingGain
{
    /// <summary>
    /// The normalised discounted cumulative gain, with gains 2^relevance - 1, rows of equal score sharing their ranks evenly; 0 where
    /// no row is relevant (scikit-learn <c>ndcg_score</c>).
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="top">How many ranks count.</param>
    public static double TieAveragedNdcg(RankedGroup group, int top)
    {
        double gain = 0;
        for (int rank = 0; rank < Math.Min(top, group.Count);)
        {
            int ties = group.Ties(rank);
            double gains = 0;
            double discounts = 0;
            for (int i = rank; i < rank + ties; i++)
            {
                gains += Gain(group.Relevances[i]);
                discounts += i < top ? group.Discounts[i] : 0;
            }

            gain += gains / ties * discounts;
            rank += ties;
        }

        double ideal = Cumulative(group.Ideal, group.Discounts, top);
        return ideal == 0 ? 0 : Math.Min(gain / ideal, 1);
    }

    /// <summary>The same as XGBoost has it: rows of equal score in the order of the rows; 1 where no row is relevant.</summary>
    public static double OrderedNdcg(RankedGroup group, int top)
    {
        double ideal = Cumulative(group.Ideal, group.Discounts, top);
        return ideal == 0 ? 1 : Math.Min(Cumulative(group.Relevances, group.Discounts, top) / ideal, 1);
    }

    /// <summary>
    /// The average precision of relevant rows, those with a relevance above 0, among the first ranks, as XGBoost has it up to version
    /// 1.7: over all relevant rows; 1 where no row is relevant.
    /// </summary>
    public static double AveragePrecision(RankedGroup group, int top)
    {
        int hits = 0;
        double sum = 0;
        for (int rank = 0; rank < group.Count; rank++)
        {
            if (group.Relevances[rank] > 0)
            {
                hits++;
                sum += rank < top ? (double)hits / (rank + 1) : 0;
            }
        }

        return hits == 0 ? 1 : sum / hits;
    }

    private static double Cumulative(ReadOnlySpan<float> relevances, ReadOnlySpan<double> discounts, int top)
    {
        double sum = 0;
        for (int rank = 0; rank < Math.Min(top, relevances.Length); rank++)
        {
            sum += Gain(relevances[rank]) * discounts[rank];
        }

        return sum;
    }

    private static double Gain(float relevance) => Math.ScaleB(1, (int)relevance) - 1;
}
