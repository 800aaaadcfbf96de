using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>The fixed-point sum of weight x distance to the nearest centre, for rows that may get a further centre.</summary>
internal static class PotentialSum
{
    /// <summary>Sums weight x min(distance, candidate) as <see cref="FixedPoint.Round"/> rounds it.</summary>
    /// <param name="candidate">The squared distance of each row to the further centre.</param>
    /// <param name="nearest">The squared distance of each row to its nearest centre so far.</param>
    /// <param name="weights">The rows' weights, at least as many; empty when every row weighs 1.</param>
    /// <param name="scale">The fixed-point scale.</param>
    public static long Of(ReadOnlySpan<float> candidate, ReadOnlySpan<float> nearest, ReadOnlySpan<float> weights, double scale)
    {
        var lanes = Vector256<long>.Zero;
        int index = 0;
        for (; index + 8 <= candidate.Length; index += 8)
        {
            Vector256<float> smaller = Vector256.Min(Vector256.Create(candidate[index..]), Vector256.Create(nearest[index..]));
            smaller = weights.IsEmpty ? smaller : smaller * Vector256.Create(weights[index..]);
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(smaller);
            lanes += ((low * scale) + Vector256.Create(FixedPoint.Rounding)).AsInt64();
            lanes += ((high * scale) + Vector256.Create(FixedPoint.Rounding)).AsInt64();
        }

        long sum = Vector256.Sum(lanes) - (index * BitConverter.DoubleToInt64Bits(FixedPoint.Rounding));
        for (; index < candidate.Length; index++)
        {
            float smaller = Math.Min(candidate[index], nearest[index]);
            sum += FixedPoint.Round(weights.IsEmpty ? smaller : smaller * weights[index], scale);
        }

        return sum;
    }
}
