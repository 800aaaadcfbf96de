using System.Runtime.InteropServices;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed unsafe class TileLayoutTests
{
    public static TheoryData<int> Features => [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 20, 31, 32, 33, 47, 48, 100];

    [Theory]
    [MemberData(nameof(Features))]
    public void FromRows_AnyRowCount_PutsEveryValueInItsPlaceAndZerosBehind(int features)
    {
        foreach (int rowCount in (int[])[1, 3, 63, 64, 65, 127, 128, 200])
        {
            AssertTiles(rowCount, features);
        }
    }

    /// <summary>The rows end where their memory ends, so that reading beyond them would be seen as a fault or as foreign values.</summary>
    private static void AssertTiles(int rowCount, int features)
    {
        int tileCount = (rowCount + RowTiles.TileRows - 1) / RowTiles.TileRows;
        var rows = new float[rowCount * features];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i + 1;
        }

        int length = tileCount * RowTiles.TileRows * features;
        const int Guard = 16;
        float* tiles = (float*)NativeMemory.AlignedAlloc((nuint)(length + Guard) * sizeof(float), 64);
        new Span<float>(tiles, length + Guard).Fill(float.NaN);
        fixed (float* source = rows)
        {
            for (int tile = 0; tile < tileCount; tile++)
            {
                TileLayout.FromRows(source, rowCount, features, tile, tiles + (tile * RowTiles.TileRows * features));
            }
        }

        for (int row = 0; row < tileCount * RowTiles.TileRows; row++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                int index = ((((row / RowTiles.TileRows) * features) + feature) * RowTiles.TileRows) + (row % RowTiles.TileRows);
                float expected = row < rowCount ? rows[(row * features) + feature] : 0;
                Assert.True(expected == tiles[index], $"rows {rowCount}, features {features}, row {row}, feature {feature}: {tiles[index]}");
            }
        }

        Assert.All(new Span<float>(tiles + length, Guard).ToArray(), value => Assert.True(float.IsNaN(value)));
        NativeMemory.AlignedFree(tiles);
    }
}
