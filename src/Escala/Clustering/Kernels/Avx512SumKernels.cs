using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Escala.Clustering.Kernels;

/// <summary>The sums with AVX-512, whose conversion from double to 64-bit integers rounds to nearest, ties to even.</summary>
internal sealed unsafe class Avx512SumKernels : SumKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Move(ReadOnlySpan<RowMove> moves, float* rows, double* scales, int stride, long* totals)
    {
        foreach (RowMove move in moves)
        {
            float* row = rows + ((nint)move.Row * stride);
            long* to = totals + ((nint)move.To * stride);
            if (move.From < 0)
            {
                for (int column = 0; column < stride; column += 8)
                {
                    (Vector512.Load(to + column) + Terms(row + column, scales + column)).Store(to + column);
                }

                continue;
            }

            long* from = totals + ((nint)move.From * stride);
            for (int column = 0; column < stride; column += 8)
            {
                Vector512<long> terms = Terms(row + column, scales + column);
                (Vector512.Load(to + column) + terms).Store(to + column);
                (Vector512.Load(from + column) - terms).Store(from + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Terms(float* values, double* scales) => Avx512DQ.ConvertToVector512Int64(
        Avx512F.ConvertToVector512Double(Vector256.Load(values)) * Vector512.Load(scales), FloatRoundingMode.ToEven);
}
