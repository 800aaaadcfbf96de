using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>The sums without vector instructions; also the reference that the others are tested against.</summary>
internal sealed unsafe class PortableSumKernels : SumKernels
{
    public override void Move(ReadOnlySpan<RowMove> moves, float* rows, double* scales, int stride, long* totals)
    {
        foreach (RowMove move in moves)
        {
            float* row = rows + ((nint)move.Row * stride);
            long* to = totals + ((nint)move.To * stride);
            long* from = move.From < 0 ? null : totals + ((nint)move.From * stride);
            for (int column = 0; column < stride; column++)
            {
                long term = FixedPoint.Round(row[column], scales[column]);
                to[column] += term;
                if (from is not null)
                {
                    from[column] -= term;
                }
            }
        }
    }
}
