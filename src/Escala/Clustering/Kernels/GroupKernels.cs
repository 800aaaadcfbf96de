using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Kernels that measure single rows, chosen one by one, against a group of centroids: a strip of 16 centroids in two registers
/// meets four rows, two accumulators each. A distance is the same chain of fused multiply-adds as that of
/// <see cref="DistanceKernels.Assign"/>, and so the same bits. They need AVX2 and FMA.
/// </summary>
internal static unsafe class GroupKernels
{
    /// <summary>Lists of rows are filled up to a multiple of this.</summary>
    public const int ListUnit = 8;

    private const int Width = 8;
    private const int Rows = 4;

    /// <summary>The smallest |c|^2 - 2 x.c of each listed row within a group, and the first place that has it.</summary>
    /// <param name="rows">Row-major (any, stride).</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="list">The rows' indices, as many as <paramref name="count"/> rounded up to <see cref="ListUnit"/>.</param>
    /// <param name="count">The number of listed rows.</param>
    /// <param name="groups">The centroids.</param>
    /// <param name="group">The index of the group.</param>
    /// <param name="nearest">Out: per listed row, rounded up like the list.</param>
    /// <param name="places">Out: likewise; null when nobody wants them, which is quicker.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nearest(
        float* rows, int stride, ushort* list, int count, CentroidGroups groups, int group, float* nearest, int* places)
    {
        for (int strip = 0; strip < groups.StripsPerGroup; strip++)
        {
            int first = (group * groups.GroupSize) + (strip * CentroidGroups.StripSize);
            float* values = groups.Values + ((nint)first * groups.FeatureCount);
            float* norms = groups.SquaredNorms + first;
            for (int i = 0; i < count; i += Rows)
            {
                int* found = places is null ? null : places + i;
                NearestOf4(rows, stride, list + i, groups.FeatureCount, values, norms, first, strip == 0, nearest + i, found);
            }
        }
    }

    /// <summary>Which of 16 bounds, less what the groups drifted, do not exceed a threshold, as a bit mask.</summary>
    /// <param name="bounds">16 bounds.</param>
    /// <param name="drifts">16 drifts.</param>
    /// <param name="threshold">The threshold.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Within(float* bounds, float* drifts, float threshold)
    {
        Lanes limit = Vector256.Create(threshold);
        Lanes low = Vector256.GreaterThan(Vector256.LoadAligned(bounds) - Vector256.LoadAligned(drifts), limit);
        Lanes high = Vector256.GreaterThan(Vector256.LoadAligned(bounds + Width) - Vector256.LoadAligned(drifts + Width), limit);
        return (ushort)~(low.ExtractMostSignificantBits() | (high.ExtractMostSignificantBits() << Width));
    }

    /// <summary>The smallest lane of each of four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Fold(Lanes a, Lanes b, Lanes c, Lanes d)
    {
        Lanes ab = Avx.Min(Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        Lanes cd = Avx.Min(Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        Lanes halves = Avx.Min(Avx.Shuffle(ab, cd, 0b01_00_01_00), Avx.Shuffle(ab, cd, 0b11_10_11_10));
        return Sse.Min(halves.GetLower(), halves.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void NearestOf4(
        float* rows, nint stride, ushort* list, nint features, float* values, float* norms, int firstPlace, bool isFirst,
        float* nearest, int* places)
    {
        float* x0 = rows + (list[0] * stride), x1 = rows + (list[1] * stride);
        float* x2 = rows + (list[2] * stride), x3 = rows + (list[3] * stride);
        Lanes a0 = Vector256.LoadAligned(norms), a1 = a0, a2 = a0, a3 = a0;
        Lanes b0 = Vector256.LoadAligned(norms + Width), b1 = b0, b2 = b0, b3 = b0;
        for (nint feature = 0; feature < features; feature++, values += CentroidGroups.StripSize)
        {
            Lanes low = Vector256.LoadAligned(values), high = Vector256.LoadAligned(values + Width);
            Lanes x = Vector256.Create(x0[feature]);
            a0 = Fma.MultiplyAdd(x, low, a0);
            b0 = Fma.MultiplyAdd(x, high, b0);
            x = Vector256.Create(x1[feature]);
            a1 = Fma.MultiplyAdd(x, low, a1);
            b1 = Fma.MultiplyAdd(x, high, b1);
            x = Vector256.Create(x2[feature]);
            a2 = Fma.MultiplyAdd(x, low, a2);
            b2 = Fma.MultiplyAdd(x, high, b2);
            x = Vector256.Create(x3[feature]);
            a3 = Fma.MultiplyAdd(x, low, a3);
            b3 = Fma.MultiplyAdd(x, high, b3);
        }

        Vector128<float> smallest = Fold(Avx.Min(a0, b0), Avx.Min(a1, b1), Avx.Min(a2, b2), Avx.Min(a3, b3));
        if (places is null)
        {
            (isFirst ? smallest : Sse.Min(smallest, Vector128.Load(nearest))).Store(nearest);
            return;
        }

        Take(a0, b0, smallest[0], firstPlace, isFirst, nearest, places);
        Take(a1, b1, smallest[1], firstPlace, isFirst, nearest + 1, places + 1);
        Take(a2, b2, smallest[2], firstPlace, isFirst, nearest + 2, places + 2);
        Take(a3, b3, smallest[3], firstPlace, isFirst, nearest + 3, places + 3);
    }

    /// <summary>Keeps the smallest lane and the first place that has it; of equal ones what was there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Lanes low, Lanes high, float smallest, int firstPlace, bool isFirst, float* nearest, int* place)
    {
        if (isFirst || smallest < *nearest)
        {
            Lanes all = Vector256.Create(smallest);
            *nearest = smallest;
            *place = firstPlace + BitOperations.TrailingZeroCount(
                Vector256.Equals(low, all).ExtractMostSignificantBits()
                | (Vector256.Equals(high, all).ExtractMostSignificantBits() << Width));
        }
    }
}
