using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

public sealed unsafe class WeightedRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Take_OneOrAll_GivesProductsThenTheWeight(int features)
    {
        float[] values = RandomRows.Values(RowTiles.TileRows, features, seed: features);
        float[] weights = RandomRows.Weights(RowTiles.TileRows, seed: 1);
        using RowTiles tiles = RandomRows.Tiles(values, features);
        int stride = ((features + SumKernels.StrideUnit) / SumKernels.StrideUnit * SumKernels.StrideUnit) + SumKernels.StrideUnit;
        var all = new float[RowTiles.TileRows * stride];
        var one = new float[RowTiles.TileRows * stride];
        fixed (float* a = all, o = one, w = weights)
        {
            WeightedRows.TakeAll(tiles.Segments[0].Values, features, w, a, stride);
            for (int lane = 0; lane < RowTiles.TileRows; lane++)
            {
                WeightedRows.TakeOne(tiles.Segments[0].Values, features, lane, w[lane], o + (lane * stride));
            }
        }

        for (int row = 0; row < RowTiles.TileRows; row++)
        {
            for (int column = 0; column < stride; column++)
            {
                float expected = column < features ? values[(row * features) + column] * weights[row]
                    : column == features ? weights[row] : 0;
                Assert.Equal(expected, all[(row * stride) + column]);
                Assert.Equal(expected, one[(row * stride) + column]);
            }
        }
    }
}
