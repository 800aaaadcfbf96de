namespace Escala.Metrics;

/// <summary>Terms of the sums about predicted numbers, in double precision.</summary>
internal static class NumberTerms
{
    /// <summary>Of each row the squared error (kind 0), the absolute error (1) or the true value (2).</summary>
    public static void Errors(PredictedRows rows, int kind, long first, Span<double> terms)
    {
        switch (kind)
        {
            case 0:
                SquaredErrors(rows, first, terms);
                break;
            case 1:
                AbsoluteErrors(rows, first, terms);
                break;
            default:
                TrueValues(rows, first, terms);
                break;
        }
    }

    /// <summary>(true - predicted)^2 of each row.</summary>
    public static void SquaredErrors(PredictedRows rows, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        ReadOnlySpan<float> scores = rows.ScoreSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            double error = (double)labels[row] - scores[row];
            terms[row] = error * error;
        }
    }

    /// <summary>|true - predicted| of each row.</summary>
    public static void AbsoluteErrors(PredictedRows rows, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        ReadOnlySpan<float> scores = rows.ScoreSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            terms[row] = Math.Abs((double)labels[row] - scores[row]);
        }
    }

    /// <summary>(true - mean)^2 of each row.</summary>
    public static void Deviations(PredictedRows rows, double mean, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            double deviation = labels[row] - mean;
            terms[row] = deviation * deviation;
        }
    }

    private static void TrueValues(PredictedRows rows, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        for (int row = 0; row < terms.Length; row++)
        {
            terms[row] = labels[row];
        }
    }
}
