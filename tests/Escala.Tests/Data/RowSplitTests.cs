using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class RowSplitTests
{
    [Fact]
    public void Partition_AnyBlockSizeAndWorld_GivesTheSameRows() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 1500], Gen.Double[0, 0.99], Gen.Int[1, 10], Gen.Int[1, 5]).Sample((seed, rows, fraction, size, world) =>
        {
            var options = new DatasetOptions { Seed = seed, TestFraction = fraction, Label = "x1", Weights = "x2" };
            Dataset whole = Dataset.FromArray(Blocks.Counting(rows, 4), options);
            Dataset blocks = Dataset.FromArray(Blocks.Counting(rows, 4), options with { BlockRows = size * 64 });
            Assert.Equal(Split(whole, 1, isTest: true), Split(blocks, world, isTest: true));
            Assert.Equal(Split(whole, 1, isTest: false), Split(blocks, world, isTest: false));
            Assert.Equal(whole.Rows(), Split(whole, 1, isTest: true).Concat(Split(whole, 1, isTest: false)).OrderBy(row => row.Number));
        });

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(0.9)]
    public void Partition_ManyRows_TestShareIsCloseToTheFraction(double fraction)
    {
        const int Rows = 100_000;
        Dataset data = Dataset.FromArray(Blocks.Counting(Rows), new DatasetOptions { TestFraction = fraction });
        double spread = Math.Sqrt(fraction * (1 - fraction) / Rows);
        Assert.InRange(Split(data, 1, isTest: true).Count / (double)Rows, fraction - (4 * spread), fraction + (4 * spread));
    }

    [Fact]
    public void Partition_NoTestRowsAsked_HandsBlocksOnUntouched()
    {
        Block[] blocks = [new(4, 1) { RowCount = 4 }, new(4, 1) { RowCount = 2 }];
        SplitBlock[] split = [.. RowSplit.Partition(blocks, RowSelection.All)];
        Assert.Equal(blocks, split.Select(part => part.Block));
        Assert.All(split, part => Assert.False(part.IsTest));
        Assert.Equal([4, 2], blocks.Select(block => block.RowCount));
    }

    [Fact]
    public void Partition_TestRows_LeaveInFullBlocks()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(5000), new DatasetOptions { TestFraction = 0.5, BlockRows = 64 });
        int[] counts = [.. RowSplit.Partition(data.Source().Read(CancellationToken.None), data.Plan.Selection)
            .Where(part => part.IsTest)
            .Select(part => part.Block.RowCount)];
        Assert.All(counts.SkipLast(1), count => Assert.Equal(64, count));
        Assert.True(counts.Length > 30);
    }

    [Fact]
    public void Partition_EveryRowTests_DisposesTheEmptiedBlocks()
    {
        var block = new Block(3, 1) { RowCount = 3 };
        block.RowNumbers.Clear();
        SplitBlock part = Assert.Single(RowSplit.Partition([block], new RowSelection { TestThreshold = ulong.MaxValue }));
        Assert.True(part.IsTest);
        Assert.Equal(3, part.Block.RowCount);
        Assert.Throws<ObjectDisposedException>(() => block.Values.Length);
    }

    private static List<RowCopy> Split(Dataset data, int world, bool isTest)
    {
        var rows = new List<RowCopy>();
        for (int rank = 0; rank < world; rank++)
        {
            foreach (SplitBlock part in RowSplit.Partition(data.Source(rank, world).Read(CancellationToken.None), data.Plan.Selection))
            {
                Assert.InRange(part.Block.RowCount, 1, part.Block.Capacity);
                List<RowCopy> copies = new[] { part.Block }.Rows();
                if (part.IsTest == isTest)
                {
                    rows.AddRange(copies);
                }
            }
        }

        return rows;
    }
}
