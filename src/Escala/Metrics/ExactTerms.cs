using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Terms of exact sums, several at a time. The same bits for any place of a row among the terms.</summary>
internal static class ExactTerms
{
    /// <summary>Adds terms, each times the weight of its row.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="weights">As many weights; none where each row counts once.</param>
    /// <param name="sum">Takes them.</param>
    public static void Add(ReadOnlySpan<double> terms, ReadOnlySpan<float> weights, ref ExactSum sum)
    {
        ExactLanes lanes = sum.Lanes();
        int index = 0;
        if (weights.IsEmpty)
        {
            for (; index + Vector256<double>.Count <= terms.Length; index += Vector256<double>.Count)
            {
                lanes.Add(Vector256.LoadUnsafe(in terms[0], (nuint)index));
            }
        }
        else
        {
            for (; index + Vector256<float>.Count <= terms.Length; index += Vector256<float>.Count)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in weights[0], (nuint)index));
                lanes.Add(Vector256.LoadUnsafe(in terms[0], (nuint)index) * low);
                lanes.Add(Vector256.LoadUnsafe(in terms[0], (nuint)(index + Vector256<double>.Count)) * high);
            }
        }

        sum.Take(lanes, index);
        for (; index < terms.Length; index++)
        {
            sum.Add(weights.IsEmpty ? terms[index] : terms[index] * weights[index]);
        }
    }

    /// <summary>Replaces every value by the negative of its natural logarithm.</summary>
    /// <param name="values">Positive numbers; a multiple of four of them, so that all go through the same instructions.</param>
    public static void NegativeLogarithms(Span<double> values)
    {
        for (int index = 0; index < values.Length; index += Vector256<double>.Count)
        {
            Vector256<double> logarithms = Vector256.Log(Vector256.LoadUnsafe(in values[0], (nuint)index));
            Vector256.StoreUnsafe(-logarithms, ref values[0], (nuint)index);
        }
    }
}
