using CsCheck;
using Escala.Numerics;
using Escala.Vision.Kernels;
using Xunit;

namespace Escala.Tests.Vision.Kernels;

public sealed unsafe class MatrixKernelsTests
{
    [Fact]
    public void For_EachSet_GivesItsOwnKernels()
    {
        Assert.IsType<LaneMatrixKernels<PortableLanes, System.Runtime.Intrinsics.Vector128<float>>>(MatrixKernels.For(KernelSet.Portable));
        Assert.IsType<LaneMatrixKernels<Avx2Lanes, System.Runtime.Intrinsics.Vector256<float>>>(MatrixKernels.For(KernelSet.Avx2));
        Assert.IsType<LaneMatrixKernels<Avx512Lanes, System.Runtime.Intrinsics.Vector512<float>>>(MatrixKernels.For(KernelSet.Avx512));
    }

    [Theory]
    [MemberData(nameof(KernelChoices.Sets), MemberType = typeof(KernelChoices))]
    public void Multiply_AnyShape_EqualsTheNaiveLoop(KernelSet set) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 50], Gen.Int[1, 5], Gen.Int[0, 2], Gen.Bool, Gen.Bool)
            .Sample((rows, steps, blocks, start, isRectified, isGated) =>
                AssertMultiplies(set, rows, steps, blocks, (ProductStart)start, isRectified, isGated), iter: 200, threads: 1);

    private static void AssertMultiplies(KernelSet set, int rows, int steps, int blocks, ProductStart start, bool isRectified, bool isGated)
    {
        const int Block = ChannelBlocks.Width;
        int columns = blocks * Block;
        using var left = new FloatMemory(Numbers.Normal(rows * steps, seed: rows));
        using var right = new FloatMemory(Numbers.Normal(steps * columns, seed: steps));
        using var bias = new FloatMemory(Numbers.Normal(columns, seed: 3));
        using var gate = new FloatMemory(Numbers.Normal(rows * columns, seed: 4));
        float[] before = Numbers.Normal(rows * columns, seed: 5);
        using var result = new FloatMemory(before);

        // The left matrix is transposed and the result in blocks, so that no two strides are alike.
        var rowOffsets = OffsetTable.Strided(rows, 1);
        var stepOffsets = OffsetTable.Strided(steps, rows);
        MatrixKernels.For(set).Multiply(new MatrixProduct
        {
            Left = left.Pointer,
            RowOffsets = rowOffsets.Pointer,
            StepOffsets = stepOffsets.Pointer,
            Right = right.Pointer,
            RightStep = columns,
            RightBlock = Block,
            Result = result.Pointer,
            ResultRow = Block,
            ResultBlock = rows * Block,
            Rows = rows,
            Steps = steps,
            Blocks = blocks,
            Start = start,
            Bias = bias.Pointer,
            IsRectified = isRectified,
            Gate = isGated ? gate.Pointer : null,
        });
        GC.KeepAlive(rowOffsets);
        GC.KeepAlive(stepOffsets);

        var expected = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int place = (column / Block * rows * Block) + (row * Block) + (column % Block);
                double sum = start switch { ProductStart.Zero => 0, ProductStart.Bias => bias.Values[column], _ => before[place] };
                for (int step = 0; step < steps; step++)
                {
                    sum += (double)left.Values[(step * rows) + row] * right.Values[(step * columns) + column];
                }

                expected[place] = isRectified ? Math.Max(0, sum) : isGated && !(gate.Values[place] > 0) ? 0 : sum;
            }
        }

        Near.AssertEqual(expected, result.Values, $"{set} {rows} x {steps} x {blocks} blocks");
    }
}
