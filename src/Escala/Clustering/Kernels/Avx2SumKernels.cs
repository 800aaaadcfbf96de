using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The sums with AVX2, which has no conversion from double to 64-bit integers: adding 1.5 x 2^52 to a number of at most 2^51
/// rounds it to the nearest integer, ties to even, and leaves that integer in the low bits of the sum.
/// </summary>
internal sealed unsafe class Avx2SumKernels : SumKernels
{
    private const double Magic = 3.0 * (1L << 51);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Move(ReadOnlySpan<RowMove> moves, float* rows, double* scales, int stride, long* totals)
    {
        foreach (RowMove move in moves)
        {
            float* row = rows + ((nint)move.Row * stride);
            long* to = totals + ((nint)move.To * stride);
            if (move.From < 0)
            {
                for (int column = 0; column < stride; column += 4)
                {
                    (Vector256.Load(to + column) + Terms(row + column, scales + column)).Store(to + column);
                }

                continue;
            }

            long* from = totals + ((nint)move.From * stride);
            for (int column = 0; column < stride; column += 4)
            {
                Vector256<long> terms = Terms(row + column, scales + column);
                (Vector256.Load(to + column) + terms).Store(to + column);
                (Vector256.Load(from + column) - terms).Store(from + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Terms(float* values, double* scales)
    {
        Vector256<double> scaled = Avx.ConvertToVector256Double(Vector128.Load(values)) * Vector256.Load(scales);
        return (scaled + Vector256.Create(Magic)).AsInt64() - Vector256.Create(Magic).AsInt64();
    }
}
