using Escala.Clustering.Kernels;
using Escala.Numerics;
using Escala.Tests.Numerics;
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
        float[] rows = RandomRows.Values(RowTiles.TileRows, Stride, seed: 5);
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

    private static void AssertMoves(KernelSet set, float[] values, double scale)
    {
        const int Clusters = 4;
        var rows = new float[RowTiles.TileRows * Stride];
        values.CopyTo(rows, 0);
        double[] scales = new double[Stride];
        Array.Fill(scales, scale);
        int[] from = [.. Enumerable.Range(0, RowTiles.TileRows).Select(row => row % 7 == 5 ? -1 : row % 7 == 6 ? 255 : row % Clusters)];
        int[] to = [.. Enumerable.Range(0, RowTiles.TileRows).Select(row => row * 3 % Clusters)];
        const ulong Moved = 0xFFFF_0F0F_5555_F7FF;
        var expected = new long[Clusters * Stride];
        var actual = new long[Clusters * Stride];
        for (int i = 0; i < rows.Length; i++)
        {
            (int row, int column) = (i / Stride, i % Stride);
            long term = (Moved >> row & 1) == 0 ? 0
                : (long)ExactRational.RoundToEven(ExactRational.From(rows[i] * scale));
            expected[(to[row] * Stride) + column] += term;
            if (from[row] is >= 0 and < Clusters)
            {
                expected[(from[row] * Stride) + column] -= term;
            }
        }

        fixed (float* r = rows)
        fixed (double* s = scales)
        fixed (int* f = from, t = to)
        fixed (long* totals = actual)
        {
            SumKernels.For(set).Move(Moved, f, t, r, s, Stride, totals, Clusters);
        }

        Assert.Equal(expected, actual);
    }
}
