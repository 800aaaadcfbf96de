using Escala.Data;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class RowTilesTests
{
    [Fact]
    public void Append_SeveralBlocks_KeepsEveryRowInItsPlace()
    {
        using var tiles = new RowTiles(3);
        Append(tiles, 100, 0);
        Append(tiles, 1, 100);
        Append(tiles, 64, 101);
        Assert.Equal(165, tiles.RowCount);
        Span<float> row = stackalloc float[3];
        foreach (TileSegment segment in tiles.Segments)
        {
            for (int local = 0; local < segment.RowCount; local++)
            {
                long index = segment.Offset + local;
                segment.CopyRow(local, row);
                Assert.Equal([index, index + 0.25f, index + 0.5f], row.ToArray());
                Assert.Equal(10 + index, segment.RowNumber(local));
            }
        }

        Assert.Equal([0L, 100L, 101L], tiles.Segments.Select(segment => segment.Offset));
    }

    [Fact]
    public void Join_OtherTiles_PutsTheirRowsAfter()
    {
        using var tiles = new RowTiles(3, expectedRows: 100);
        Append(tiles, 100, 0);
        var next = new RowTiles(3);
        Append(next, 70, 100);
        Append(next, 2, 170);
        tiles.Join(next);
        tiles.Join(new RowTiles(3, expectedRows: 10));

        Assert.Equal(172, tiles.RowCount);
        Assert.Equal([0L, 100L, 170L], tiles.Segments.Select(segment => segment.Offset));
        var row = new float[3];
        tiles.Segments[2].CopyRow(1, row);
        Assert.Equal([171, 171.25f, 171.5f], row);
        Assert.Equal(181, tiles.Segments[2].RowNumber(1));
    }

    [Fact]
    public void Append_RowNumbersWithGaps_KeepsThem()
    {
        using var tiles = new RowTiles(1);
        using var block = new Block(3, 1) { RowCount = 3 };
        long[] numbers = [4, 5, 9];
        numbers.CopyTo(block.RowNumbers);
        tiles.Append(block);
        Assert.Equal(numbers, Enumerable.Range(0, 3).Select(tiles.Segments[0].RowNumber));
    }

    [Fact]
    public void Append_NoRows_AddsNoSegment()
    {
        using var tiles = new RowTiles(2);
        using var block = new Block(3, 2) { RowCount = 0 };
        tiles.Append(block);
        Assert.Empty(tiles.Segments);
        Assert.False(tiles.HasWeights);
    }

    [Fact]
    public void Append_WeightsAndLabels_CopiesThemAndPadsTheWeights()
    {
        using var tiles = new RowTiles(2);
        using var block = new Block(70, 2, hasLabels: true, hasWeights: true) { RowCount = 65 };
        block.Weights.Fill(2);
        block.Labels.Fill(3);
        tiles.Append(block);
        Assert.True(tiles.HasWeights);
        Assert.Equal(128, tiles.Segments[0].Weights!.Length);
        Assert.Equal(2, tiles.Segments[0].Weights![64]);
        Assert.All(tiles.Segments[0].Weights![65..], weight => Assert.Equal(0, weight));
        Assert.Equal(65, tiles.Segments[0].Labels!.Length);
        Assert.Equal(1, tiles.Segments[0].RowsInTile(1));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void RowLabels_New_AreNoneYet(int clusters, bool isByte)
    {
        using var tiles = new RowTiles(3);
        Append(tiles, 100, 0);
        Append(tiles, 10, 100);
        using var labels = new RowLabels(tiles, clusters);
        Assert.Equal(isByte, labels.IsByte);
        Span<int> read = stackalloc int[RowTiles.TileRows];
        foreach ((int segment, int tile) in ((int, int)[])[(0, 0), (0, 1), (1, 0)])
        {
            labels.ReadTile(segment, tile, read);
            Assert.All(read.ToArray(), label => Assert.Equal(-1, label));
        }
    }

    private static void Append(RowTiles tiles, int count, int first)
    {
        using var block = new Block(count + 5, 3) { RowCount = count };
        for (int i = 0; i < count; i++)
        {
            block.RowNumbers[i] = 10 + first + i;
            (block.Row(i)[0], block.Row(i)[1], block.Row(i)[2]) = (first + i, first + i + 0.25f, first + i + 0.5f);
        }

        tiles.Append(block);
    }
}
