namespace Escala.Metrics;

/// <summary>Terms of XGBoost's metrics about classes.</summary>
internal static class ClassTerms
{
    /// <summary>XGBoost takes lower probabilities of the true class for this.</summary>
    public const double LeastProbability = 1e-16;

    /// <summary>-ln(probability of the true class) of two classes (<c>logloss</c>).</summary>
    public static void LogLoss(PredictedRows rows, long first, Span<double> terms) => TrueClassLoss.TwoClasses(
        rows.LabelSpan(first, terms.Length), rows.ScoreSpan(first, terms.Length), LeastProbability, 1, terms);

    /// <summary>-ln(probability of the true class) of more classes (<c>mlogloss</c>).</summary>
    public static void MultiLogLoss(PredictedRows rows, long first, Span<double> terms) => TrueClassLoss.ManyClasses(
        rows.LabelSpan(first, terms.Length), rows.ScoreSpan(first, terms.Length), LeastProbability, terms);

    /// <summary>
    /// 1 where the wrong one of two classes is predicted (<c>error</c>): the second is where its probability is above a threshold.
    /// </summary>
    public static void Error(PredictedRows rows, float threshold, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        ReadOnlySpan<float> scores = rows.ScoreSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            terms[row] = scores[row] > threshold == (labels[row] == 1) ? 0 : 1;
        }
    }

    /// <summary>1 where the most probable class, of equals the first, is not the true one (<c>merror</c>).</summary>
    public static void MultiError(PredictedRows rows, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        ReadOnlySpan<float> scores = rows.ScoreSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            terms[row] = ConfusionCounts.MostProbable(scores, row, rows.Outputs) == (int)labels[row] ? 0 : 1;
        }
    }
}
