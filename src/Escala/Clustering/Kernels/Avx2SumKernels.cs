using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The sums with AVX2, which has no conversion from double to 64-bit integers: adding 1.5 x 2^52 to a number of at most 2^51
/// rounds it to the nearest integer, ties to even, and leaves that integer in the low bits of the sum.
/// </summary>
internal sealed unsafe class Avx2SumKernels : SumKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Move(
        ulong moved, int* from, int* to, float* rows, double* scales, int stride, long* totals, int clusterCount)
    {
        for (; moved != 0; moved &= moved - 1)
        {
            int lane = BitOperations.TrailingZeroCount(moved);
            float* row = rows + ((nint)lane * stride);
            long* joined = totals + ((nint)to[lane] * stride);
            if ((uint)from[lane] >= (uint)clusterCount)
            {
                for (int column = 0; column < stride; column += 4)
                {
                    (Vector256.Load(joined + column) + Terms(row + column, scales + column)).Store(joined + column);
                }

                continue;
            }

            long* left = totals + ((nint)from[lane] * stride);
            for (int column = 0; column < stride; column += 4)
            {
                Vector256<long> terms = Terms(row + column, scales + column);
                (Vector256.Load(joined + column) + terms).Store(joined + column);
                (Vector256.Load(left + column) - terms).Store(left + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Terms(float* values, double* scales)
    {
        Vector256<double> scaled = Avx.ConvertToVector256Double(Vector128.Load(values)) * Vector256.Load(scales);
        return (scaled + Vector256.Create(FixedPoint.Rounding)).AsInt64() - Vector256.Create(FixedPoint.Rounding).AsInt64();
    }
}
