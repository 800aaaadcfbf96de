using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Engines;

namespace Escala.Numerics;

/// <content>Sums of many terms at a time, and over threads and ranks.</content>
internal partial struct ExactSum
{
    /// <summary>Adds terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRange(ReadOnlySpan<float> terms)
    {
        var whole = Vector256<long>.Zero;
        var rest = Vector256<long>.Zero;
        int index = 0;
        for (; index + 8 <= terms.Length; index += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in terms[0], (nuint)index));
            Accumulate(low, ref whole, ref rest);
            Accumulate(high, ref whole, ref rest);
        }

        Finish(whole, rest, index);
        for (; index < terms.Length; index++)
        {
            Add(terms[index]);
        }
    }

    /// <summary>Adds the squares of values, taken in double precision, where a float32's square is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddSquares(ReadOnlySpan<float> values)
    {
        var whole = Vector256<long>.Zero;
        var rest = Vector256<long>.Zero;
        int index = 0;
        for (; index + 8 <= values.Length; index += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in values[0], (nuint)index));
            Accumulate(low * low, ref whole, ref rest);
            Accumulate(high * high, ref whole, ref rest);
        }

        Finish(whole, rest, index);
        for (; index < values.Length; index++)
        {
            Add((double)values[index] * values[index]);
        }
    }

    /// <summary>Adds sums of one kind over threads and ranks.</summary>
    /// <param name="sums">Per thread the same sums, made with the same bounds.</param>
    /// <param name="collective">Adds over the ranks.</param>
    /// <returns>The totals.</returns>
    public static double[] Total(ExactSum[][] sums, ICollective collective)
    {
        int count = sums[0].Length;
        var parts = new long[2 * count];
        foreach (ExactSum[] thread in sums)
        {
            for (int i = 0; i < count; i++)
            {
                parts[i] += thread[i].Whole;
                parts[count + i] += thread[i].Rest;
            }
        }

        collective.Sum(parts);
        var totals = new double[count];
        for (int i = 0; i < count; i++)
        {
            ExactSum total = sums[0][i];
            total.Whole = parts[i];
            total.Rest = parts[count + i];
            totals[i] = total.Value;
        }

        return totals;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Accumulate(Vector256<double> terms, ref Vector256<long> whole, ref Vector256<long> rest)
    {
        Vector256<double> scaled = terms * _scale;
        Vector256<double> shifted = scaled + Vector256.Create(FixedPoint.Rounding);
        Vector256<double> left = (scaled - (shifted - Vector256.Create(FixedPoint.Rounding))) * _restScale;
        whole += shifted.AsInt64();
        rest += (left + Vector256.Create(FixedPoint.Rounding)).AsInt64();
    }

    /// <summary>Takes the lanes' sums over, less the bits of the constant that each of the terms still carries.</summary>
    private void Finish(Vector256<long> whole, Vector256<long> rest, int count)
    {
        long carried = count * BitConverter.DoubleToInt64Bits(FixedPoint.Rounding);
        Whole += Vector256.Sum(whole) - carried;
        Rest += Vector256.Sum(rest) - carried;
    }
}
