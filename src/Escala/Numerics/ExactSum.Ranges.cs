using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Engines;

namespace Escala.Numerics;

/// <content>Sums of many terms at a time, and over threads and ranks.</content>
internal partial struct ExactSum
{
    /// <summary>Empty lanes of this kind of sum.</summary>
    public readonly ExactLanes Lanes() => new(_scale, _restScale);

    /// <summary>Adds what lanes made by <see cref="Lanes"/> have gathered.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="count">The number of terms that were added to them.</param>
    public void Take(in ExactLanes lanes, long count)
    {
        Whole += lanes.Whole(count);
        Rest += lanes.Rest(count);
    }

    /// <summary>Adds terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRange(ReadOnlySpan<float> terms)
    {
        ExactLanes lanes = Lanes();
        int index = 0;
        for (; index + 8 <= terms.Length; index += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in terms[0], (nuint)index));
            lanes.Add(low);
            lanes.Add(high);
        }

        Take(lanes, index);
        for (; index < terms.Length; index++)
        {
            Add(terms[index]);
        }
    }

    /// <summary>Adds the squares of values, taken in double precision, where a float32's square is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddSquares(ReadOnlySpan<float> values)
    {
        ExactLanes lanes = Lanes();
        int index = 0;
        for (; index + 8 <= values.Length; index += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in values[0], (nuint)index));
            lanes.Add(low * low);
            lanes.Add(high * high);
        }

        Take(lanes, index);
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
}
