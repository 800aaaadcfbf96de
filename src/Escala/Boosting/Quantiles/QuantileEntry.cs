using System.Runtime.InteropServices;

namespace Escala.Boosting.Quantiles;

/// <summary>
/// What a summary knows of a value (Chen and Guestrin, "XGBoost", KDD 2016, appendix). Also read and written as a vector of four, in this order.
/// </summary>
/// <param name="LowRank">At least this weight is of smaller values: r-.</param>
/// <param name="HighRank">At most this weight is of values that are not larger: r+.</param>
/// <param name="Weight">At least this weight is of the value itself: omega.</param>
/// <param name="Value">The value.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct QuantileEntry(float LowRank, float HighRank, float Weight, float Value)
{
    /// <summary>At least this weight is of values that are not larger.</summary>
    public float LowRankAfter => LowRank + Weight;

    /// <summary>At most this weight is of smaller values.</summary>
    public float HighRankBefore => HighRank - Weight;
}
