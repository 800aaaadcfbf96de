using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

public sealed unsafe class WeightedRowsTests
{
    private const ulong Some = 0x8000_1000_0300_0405;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Take_SomeOrAll_GivesProductsThenTheWeight(int features)
    {
        float[] values = RandomRows.Values(RowTiles.TileRows, features, seed: features);
        float[] weights = RandomRows.Weights(RowTiles.TileRows, seed: 1);
        using RowTiles tiles = RandomRows.Tiles(values, features);
        int stride = ((features + SumKernels.StrideUnit) / SumKernels.StrideUnit * SumKernels.StrideUnit) + SumKernels.StrideUnit;
        var all = new float[RowTiles.TileRows * stride];
        var some = new float[RowTiles.TileRows * stride];
        fixed (float* a = all, o = some, w = weights)
        {
            WeightedRows.TakeAll(tiles.Segments[0].Values, features, w, a, stride);
            WeightedRows.Take(Some, tiles.Segments[0].Values, features, w, o, stride);
        }

        for (int row = 0; row < RowTiles.TileRows; row++)
        {
            for (int column = 0; column < stride; column++)
            {
                float expected = column < features ? values[(row * features) + column] * weights[row]
                    : column == features ? weights[row] : 0;
                Assert.Equal(expected, all[(row * stride) + column]);
                Assert.Equal((Some >> row & 1) == 1 ? expected : 0, some[(row * stride) + column]);
            }
        }
    }
}
