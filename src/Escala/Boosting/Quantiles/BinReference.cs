using Escala.Data;
using Escala.LibXGBoost;

namespace Escala.Boosting.Quantiles;

/// <summary>
/// A small matrix that has the bins of a large one. libxgboost takes no bins, but those of another matrix: one that has nothing but the values
/// between which they lie gets exactly these. Categories have a bin for each index up to the largest.
/// </summary>
internal static class BinReference
{
    /// <summary>From this version on libxgboost finds other values.</summary>
    private static readonly Version s_other = new(3, 3);

    /// <summary>Finds the bins of rows; all ranks together.</summary>
    /// <param name="blocks">This rank's rows, at least one block, if without rows.</param>
    /// <param name="options">How values are sorted into bins.</param>
    /// <param name="ranks">Who computes.</param>
    /// <returns>The reference, which the caller owns; null where the bins are for libxgboost to find.</returns>
    public static DMatrix? Find(IReadOnlyList<Block> blocks, QuantileOptions options, MetricRanks ranks)
    {
        bool[] areCategories = [.. options.FeatureTypes!.Select(type => type == FeatureTypes.Category)];
        if (XGBoostLibrary.Require().Version >= s_other
            || FeatureQuantiles.Find(blocks, areCategories, options.MaxBin, options.Missing, ranks) is not { } values)
        {
            return null;
        }

        using Block rows = RowsOf(values);
        return DMatrix.Quantile([rows], options with { Missing = float.NaN }, ranks.CancellationToken);
    }

    /// <summary>Each feature's values one below the other; the last one again where others have more, which changes nothing.</summary>
    private static Block RowsOf(float[][] values)
    {
        int count = Math.Max(1, values.Max(ofFeature => ofFeature.Length));
        var rows = new Block(count, values.Length) { RowCount = count };
        for (int feature = 0; feature < values.Length; feature++)
        {
            float[] ofFeature = values[feature];
            for (int row = 0; row < count; row++)
            {
                rows.Row(row)[feature] = ofFeature.Length == 0 ? float.NaN : ofFeature[Math.Min(row, ofFeature.Length - 1)];
            }
        }

        return rows;
    }
}
