using CsCheck;
using Escala.Vision.Kernels;
using Xunit;

namespace Escala.Tests.Vision.Kernels;

public sealed unsafe class MatrixLayoutTests
{
    [Fact]
    public void Transpose_AnyShape_ExchangesRowsAndColumns() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20]).Sample(
            (rows, columns) =>
            {
                using var source = new FloatMemory(Numbers.Normal(rows * (columns + 3), seed: 1));
                using var target = new FloatMemory(columns * (rows + 2));
                MatrixLayout.Transpose(source.Pointer, columns + 3, rows, columns, target.Pointer, rows + 2);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        Assert.Equal(source.Values[(row * (columns + 3)) + column], target.Values[(column * (rows + 2)) + row]);
                    }
                }
            },
            iter: 100,
            threads: 1);
}
