using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class RowSplitTests
{
    private static readonly Gen<(double Test, double Validation)> s_fractions = Gen.Select(Gen.Double[0, 0.99], Gen.Double[0, 0.99]);

    [Fact]
    public void Partition_AnyBlockSizeAndWorld_GivesTheSameRows() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 1500], s_fractions, Gen.Int[1, 10], Gen.Int[1, 5]).Sample((seed, rows, fractions, size, world) =>
        {
            var options = new DatasetOptions { Seed = seed, TestFraction = fractions.Test, ValidationFraction = fractions.Validation };
            options = options with { Label = "x1", Weights = "x2" };
            Dataset whole = Dataset.FromArray(Blocks.Counting(rows, 4), options);
            Dataset blocks = Dataset.FromArray(Blocks.Counting(rows, 4), options with { BlockRows = size * 64 });
            RowPart[] parts = Enum.GetValues<RowPart>();
            Assert.All(parts, part => Assert.Equal(Split(whole, 1, part), Split(blocks, world, part)));
            Assert.Equal(whole.Rows(), parts.SelectMany(part => Split(whole, 1, part)).OrderBy(row => row.Number));
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
        Assert.InRange(Split(data, 1, RowPart.Test).Count / (double)Rows, fraction - (4 * spread), fraction + (4 * spread));
    }

    [Fact]
    public void Partition_ValidationRows_AreOfTheTrainingRowsAndLeaveTheTestRowsAlone() =>
        Gen.Select(Gen.ULong, s_fractions).Sample((seed, fractions) =>
        {
            var options = new DatasetOptions { Seed = seed, TestFraction = fractions.Test };
            Dataset without = Dataset.FromArray(Blocks.Counting(1000), options);
            Dataset with = Dataset.FromArray(Blocks.Counting(1000), options with { ValidationFraction = fractions.Validation });
            Assert.Equal(Split(without, 1, RowPart.Test), Split(with, 1, RowPart.Test));
            Assert.Equal(
                Split(without, 1, RowPart.Training),
                Split(with, 1, RowPart.Training).Concat(Split(with, 1, RowPart.Validation)).OrderBy(row => row.Number));
        });

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.2, 0.25)]
    public void Partition_ManyRows_ValidationShareIsCloseToTheFractionOfTheTrainingRows(double test, double validation)
    {
        const int Rows = 100_000;
        var options = new DatasetOptions { TestFraction = test, ValidationFraction = validation };
        Dataset data = Dataset.FromArray(Blocks.Counting(Rows), options);
        double training = Rows - Split(data, 1, RowPart.Test).Count;
        double spread = Math.Sqrt(validation * (1 - validation) / training);
        double share = Split(data, 1, RowPart.Validation).Count / training;
        Assert.InRange(share, validation - (4 * spread), validation + (4 * spread));
    }

    [Fact]
    public void Partition_NoTestRowsAsked_HandsBlocksOnUntouched()
    {
        Block[] blocks = [new(4, 1) { RowCount = 4 }, new(4, 1) { RowCount = 2 }];
        SplitBlock[] split = [.. RowSplit.Partition(blocks, RowSelection.All)];
        Assert.Equal(blocks, split.Select(part => part.Block));
        Assert.All(split, part => Assert.Equal(RowPart.Training, part.Part));
        Assert.Equal([4, 2], blocks.Select(block => block.RowCount));
    }

    [Fact]
    public void Partition_TestRows_LeaveInFullBlocks()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(5000), new DatasetOptions { TestFraction = 0.5, BlockRows = 64 });
        int[] counts = [.. RowSplit.Partition(data.Source().Read(CancellationToken.None), data.Plan.Selection)
            .Where(part => part.Part == RowPart.Test)
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
        Assert.Equal(RowPart.Test, part.Part);
        Assert.Equal(3, part.Block.RowCount);
        Assert.Throws<ObjectDisposedException>(() => block.Values.Length);
    }

    private static List<RowCopy> Split(Dataset data, int world, RowPart wanted)
    {
        var rows = new List<RowCopy>();
        for (int rank = 0; rank < world; rank++)
        {
            foreach (SplitBlock part in RowSplit.Partition(data.Source(rank, world).Read(CancellationToken.None), data.Plan.Selection))
            {
                Assert.InRange(part.Block.RowCount, 1, part.Block.Capacity);
                List<RowCopy> copies = new[] { part.Block }.Rows();
                if (part.Part == wanted)
                {
                    rows.AddRange(copies);
                }
            }
        }

        return rows;
    }
}
