using System.Numerics;
using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>Decides for each row whether it becomes a candidate of k-means||.</summary>
/// <param name="key">The key of the round's random numbers.</param>
/// <param name="scale">The fixed-point scale of weight x distance.</param>
/// <param name="perUnit">The probability per unit of fixed-point weight x distance.</param>
internal readonly struct CandidateDraw(ulong key, double scale, double perUnit)
{
    /// <summary>Adds the rows of a chunk whose uniform number is below their probability.</summary>
    /// <param name="segment">The segment of the rows.</param>
    /// <param name="firstRow">The index of the first row in the segment.</param>
    /// <param name="distances">The squared distances to the nearest centre.</param>
    /// <param name="weights">The weights, at least as many; empty when every row weighs 1.</param>
    /// <param name="chosen">The indices of the chosen rows in the segment; made when there is one.</param>
    public void Collect(
        TileSegment segment, int firstRow, ReadOnlySpan<float> distances, ReadOnlySpan<float> weights, ref List<int>? chosen)
    {
        int index = 0;
        for (; index + 8 <= distances.Length; index += 8)
        {
            Vector256<float> terms = Vector256.Create(distances[index..]);
            terms = weights.IsEmpty ? terms : terms * Vector256.Create(weights[index..]);
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(terms);
            uint hits = Hits(RowNumbers(segment, firstRow + index), low) | (Hits(RowNumbers(segment, firstRow + index + 4), high) << 4);
            for (; hits != 0; hits &= hits - 1)
            {
                (chosen ??= []).Add(firstRow + index + BitOperations.TrailingZeroCount(hits));
            }
        }

        for (; index < distances.Length; index++)
        {
            float term = weights.IsEmpty ? distances[index] : distances[index] * weights[index];
            double number = CounterRandom.ToUnit(CounterRandom.Hash(key, segment.RowNumber(firstRow + index)));
            if (number < FixedPoint.Round(term, scale) * perUnit)
            {
                (chosen ??= []).Add(firstRow + index);
            }
        }
    }

    private static Vector256<ulong> RowNumbers(TileSegment segment, int row) =>
        segment.RowNumbers is null
            ? Vector256.Create((ulong)segment.RowNumber(row)) + Vector256<ulong>.Indices
            : Vector256.Create(segment.RowNumbers.AsSpan(row)).AsUInt64();

    /// <summary>One bit per row: whether its number is below its probability.</summary>
    private uint Hits(Vector256<ulong> rows, Vector256<double> terms)
    {
        Vector256<double> rounding = Vector256.Create(FixedPoint.Rounding);
        Vector256<double> probability = ((terms * scale) + rounding - rounding) * perUnit;
        return Vector256.LessThan(CounterRandom.ToUnit(CounterRandom.Hash(key, rows)), probability).ExtractMostSignificantBits();
    }
}
