namespace Escala.Metrics;

/// <summary>Areas under curves over distinct scores, the highest first.</summary>
internal static class ScoreArea
{
    /// <summary>The weight of the rows that are of the class and of those that are not.</summary>
    public static (long Positive, long Negative) Totals(ReadOnlySpan<ScoreRun> runs)
    {
        long positive = 0;
        long negative = 0;
        foreach (ref readonly ScoreRun run in runs)
        {
            positive += run.Positive;
            negative += run.Negative;
        }

        return (positive, negative);
    }

    /// <summary>
    /// The area under the ROC curve: the share of pairs of a row of the class and another in which the first scores higher, ties
    /// counted half. A quotient of whole numbers, rounded once. Null where either side has no rows.
    /// </summary>
    public static double? Roc(ReadOnlySpan<ScoreRun> runs)
    {
        ulong positive = 0;
        ulong negative = 0;
        UInt128 twice = 0;
        foreach (ref readonly ScoreRun run in runs)
        {
            twice += Math.BigMul((ulong)run.Negative, (2 * positive) + (ulong)run.Positive);
            positive += (ulong)run.Positive;
            negative += (ulong)run.Negative;
        }

        UInt128 pairs = (UInt128)positive * negative;
        return pairs == 0 ? null : (double)twice / (2 * (double)pairs);
    }

    /// <summary>
    /// The average precision: sum over the distinct scores of precision x the recall gained (scikit-learn
    /// <c>average_precision_score</c>). Null where the class has no rows.
    /// </summary>
    public static double? AveragePrecision(ReadOnlySpan<ScoreRun> runs)
    {
        long total = Totals(runs).Positive;
        double area = 0;
        long positive = 0;
        long all = 0;
        foreach (ref readonly ScoreRun run in runs)
        {
            positive += run.Positive;
            all += run.Total;
            area += run.Positive == 0 ? 0 : (double)positive / all * run.Positive;
        }

        return total == 0 ? null : area / total;
    }

    /// <summary>The average precision of the other class, whose scores are 1 less these.</summary>
    public static double? OpposedAveragePrecision(ReadOnlySpan<ScoreRun> runs)
    {
        long total = Totals(runs).Negative;
        double area = 0;
        long negative = 0;
        long all = 0;
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            negative += runs[i].Negative;
            all += runs[i].Total;
            area += runs[i].Negative == 0 ? 0 : (double)negative / all * runs[i].Negative;
        }

        return total == 0 ? null : area / total;
    }

    /// <summary>
    /// The area under the precision-recall curve as XGBoost's <c>aucpr</c> has it: between two scores, rows of the class and others
    /// are passed evenly (Boyd, Eng and Page, 2013). Null where either side has no rows.
    /// </summary>
    public static double? InterpolatedPrecisionRecall(ReadOnlySpan<ScoreRun> runs)
    {
        (long total, long others) = Totals(runs);
        double area = 0;
        long positive = 0;
        long negative = 0;
        foreach (ref readonly ScoreRun run in runs)
        {
            if (run.Positive > 0)
            {
                area += Between(positive, negative, run, total);
            }

            positive += run.Positive;
            negative += run.Negative;
        }

        return total == 0 || others == 0 ? null : area;
    }

    /// <summary>The integral of r / (a r + b) over recall r; a r + b is the weight of all rows passed over the class'.</summary>
    private static double Between(long positive, long negative, in ScoreRun run, double total)
    {
        double slope = (double)run.Negative / run.Positive;
        double a = 1 + slope;
        double b = (negative - (slope * positive)) / total;
        double from = positive / total;
        double to = (positive + run.Positive) / total;
        double shift = b == 0 ? 0 : b / a * (Math.Log((a * to) + b) - Math.Log((a * from) + b));
        return (to - from - shift) / a;
    }
}
