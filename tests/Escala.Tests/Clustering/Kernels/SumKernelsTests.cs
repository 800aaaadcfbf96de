using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

public sealed unsafe class SumKernelsTests
{
    private const int Stride = 2 * SumKernels.StrideUnit;

    public static TheoryData<KernelSet> Sets => DistanceKernelsTests.Sets;

    [Fact]
    public void For_EachSet_GivesItsOwnKernels()
    {
        Assert.IsType<PortableSumKernels>(SumKernels.For(KernelSet.Portable));
        Assert.IsType<Avx2SumKernels>(SumKernels.For(KernelSet.Avx2));
        Assert.IsType<Avx512SumKernels>(SumKernels.For(KernelSet.Avx512));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Move_AnyTerms_RoundsAsFixedPointDoes(KernelSet set)
    {
        float[] rows = RandomRows.Values(500, Stride, seed: 5);
        AssertMoves(set, rows, FixedPoint.Scale(rows.Max(Math.Abs), rows.Length));
        AssertMoves(set, rows, FixedPoint.Scale(rows.Max(Math.Abs), 1));
    }

    /// <summary>Halves, and the largest terms that a scale allows: where the ways to round would differ if they could.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Move_HalvesAndExtremes_RoundToEven(KernelSet set)
    {
        float[] halves = [0.5f, -0.5f, 1.5f, -1.5f, 2.5f, -2.5f, 0.49999997f, -0.49999997f, 8388607.5f, -8388607.5f, 0, -0f, 1, -1, 3.5f, -3.5f];
        AssertMoves(set, halves, 1);

        float largest = MathF.BitDecrement(MathF.ScaleB(1, 50));
        AssertMoves(set, [largest, -largest, 0.5f, -0.5f, 4194303.5f, -4194304.5f, .. new float[10]], 1);
    }

    private static void AssertMoves(KernelSet set, float[] rows, double scale)
    {
        int rowCount = rows.Length / Stride;
        var moves = new RowMove[rowCount];
        double[] scales = new double[Stride];
        Array.Fill(scales, scale);
        var expected = new long[4 * Stride];
        var actual = new long[4 * Stride];
        for (int row = 0; row < rowCount; row++)
        {
            moves[row] = new RowMove(row, (row % 5) - 1, row * 3 % 4);
            for (int column = 0; column < Stride; column++)
            {
                long term = (long)decimal.Round((decimal)((double)rows[(row * Stride) + column] * scale), MidpointRounding.ToEven);
                expected[(moves[row].To * Stride) + column] += term;
                if (moves[row].From >= 0)
                {
                    expected[(moves[row].From * Stride) + column] -= term;
                }
            }
        }

        fixed (float* r = rows)
        fixed (double* s = scales)
        fixed (long* t = actual)
        {
            SumKernels.For(set).Move(moves, r, s, Stride, t);
        }

        Assert.Equal(expected, actual);
    }
}
