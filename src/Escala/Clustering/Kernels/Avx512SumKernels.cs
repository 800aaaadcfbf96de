using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Escala.Clustering.Kernels;

/// <summary>The sums with AVX-512, whose conversion from double to 64-bit integers rounds to nearest, ties to even.</summary>
internal sealed unsafe class Avx512SumKernels : SumKernels
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
                for (int column = 0; column < stride; column += 8)
                {
                    (Vector512.Load(joined + column) + Terms(row + column, scales + column)).Store(joined + column);
                }

                continue;
            }

            long* left = totals + ((nint)from[lane] * stride);
            for (int column = 0; column < stride; column += 8)
            {
                Vector512<long> terms = Terms(row + column, scales + column);
                (Vector512.Load(joined + column) + terms).Store(joined + column);
                (Vector512.Load(left + column) - terms).Store(left + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Terms(float* values, double* scales) => Avx512DQ.ConvertToVector512Int64(
        Avx512F.ConvertToVector512Double(Vector256.Load(values)) * Vector512.Load(scales), FloatRoundingMode.ToEven);
}
