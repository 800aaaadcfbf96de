using Escala.Data;

namespace Escala.Clustering;

/// <summary>What K-means cannot do with data, said before their rows are read.</summary>
internal static class KMeansPlan
{
    /// <summary>Refuses what K-means would have to ignore.</summary>
    /// <param name="plan">The data.</param>
    /// <exception cref="InvalidOptionsException">Missing values are to be kept, or there is a validation part.</exception>
    public static void Require(DataPlan plan)
    {
        if (plan.Selection.ValidationThreshold != 0)
        {
            throw new InvalidOptionsException(
                "ValidationFraction of DatasetOptions must be 0 for K-means, which has nothing to validate while it trains, but was more. "
                + "Keep rows for testing with TestFraction.");
        }

        if (plan.Missing == MissingValues.Keep)
        {
            throw new InvalidOptionsException(
                "Missing of DatasetOptions must be Refuse or Drop for K-means, which has no distance to a missing value, but was Keep. "
                + "Drop such rows, or fill them in with --sql.");
        }
    }
}
