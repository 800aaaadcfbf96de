using System.Numerics;
using System.Runtime.CompilerServices;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>The sums without vector instructions; also the reference that the others are tested against.</summary>
internal sealed unsafe class PortableSumKernels : SumKernels
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
            long* left = (uint)from[lane] < (uint)clusterCount ? totals + ((nint)from[lane] * stride) : null;
            for (int column = 0; column < stride; column++)
            {
                long term = FixedPoint.Round(row[column], scales[column]);
                joined[column] += term;
                if (left is not null)
                {
                    left[column] -= term;
                }
            }
        }
    }
}
