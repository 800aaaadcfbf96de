using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class TileIntakeTests
{
    private const int Features = 3;

    /// <summary>Threads, rows and the rows of a block: full and part tiles, one block, and more blocks than may wait.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 64 }, { 2, 63, 64 }, { 2, 64, 64 }, { 3, 1_001, 64 }, { 2, 1_001, 65 }, { 1, 1_001, 100 }, { 9, 5_003, 7 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Run_AnyThreads_KeepsTheOrderOfTheRows(int threads, int rows, int blockRows)
    {
        using var team = new CoreTeam(threads);
        using var tiles = new RowTiles(Features);
        TileIntake.Run(Blocks(rows, blockRows).Select(block => (block, tiles)), team);

        Assert.Equal(rows, tiles.RowCount);
        Span<float> row = stackalloc float[Features];
        foreach (TileSegment segment in tiles.Segments)
        {
            for (int i = 0; i < segment.RowCount; i++)
            {
                long index = segment.Offset + i;
                segment.CopyRow(i, row);
                Assert.Equal(index, segment.RowNumber(i));
                Assert.Equal([Value(index, 0), Value(index, 1), Value(index, 2)], row.ToArray());
            }
        }
    }

    [Fact]
    public void Run_TwoTargets_GivesEachItsBlocks()
    {
        using var team = new CoreTeam(2);
        using var even = new RowTiles(Features);
        using var odd = new RowTiles(Features);
        TileIntake.Run(Blocks(1_000, 10).Select((block, i) => (block, i % 2 == 0 ? even : odd)), team);

        Assert.Equal(500, even.RowCount);
        Assert.All(odd.Segments, segment => Assert.Equal(1, segment.RowNumber(0) / 10 % 2));
    }

    [Fact]
    public void Run_ManyThreads_AsksTheSourceForOneBlockAtATime()
    {
        using var team = new CoreTeam(4);
        using var tiles = new RowTiles(Features);
        int asking = 0;
        bool isShared = false;
        IEnumerable<(Block, RowTiles)> Watched()
        {
            foreach (Block block in Blocks(2_000, 10))
            {
                isShared |= Interlocked.Increment(ref asking) != 1;
                Thread.Yield();
                isShared |= Interlocked.Decrement(ref asking) != 0;
                yield return (block, tiles);
            }
        }

        TileIntake.Run(Watched(), team);

        Assert.False(isShared);
        Assert.Equal(2_000, tiles.RowCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_SourceFails_ThrowsAndTheTeamGoesOn(int threads)
    {
        using var team = new CoreTeam(threads);
        using var tiles = new RowTiles(Features);
        var taken = new List<Block>();
        IEnumerable<(Block, RowTiles)> Failing()
        {
            foreach (Block block in Blocks(1_000, 10))
            {
                taken.Add(block);
                yield return (block, tiles);
            }

            throw new InvalidDataException("the end");
        }

        Assert.Throws<InvalidDataException>(() => TileIntake.Run(Failing(), team));

        Assert.All(taken, block => Assert.Throws<ObjectDisposedException>(() => block.Values.Length));
        team.Run(_ => { });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RangeAndSums_AnyThreadsAndBlocks_GiveTheSameBitsAsRowByRow(int threads, int rows, int blockRows)
    {
        using var team = new CoreTeam(threads);
        using var tiles = new RowTiles(Features);
        TileIntake.Run(Blocks(rows, blockRows).Select(block => (block, tiles)), team);
        var solo = new SoloCollective();
        var range = FeatureRange.Of(tiles, solo);
        var sums = new FeatureSums(tiles, TileChunk.Cut(tiles), rows, team, solo);
        float[] largest = range.LargestMagnitudes((value, _) => value);
        float[] offsets = [0.5f, -3, 7];
        var scaler = new FeatureScaler { Offsets = offsets, Factors = [0.25f, 3, 1] };
        float[] scaledLargest = range.LargestMagnitudes((value, feature) => (value - offsets[feature]) * scaler.Factors[feature]);

        double[] plain = sums.Sum(largest);
        (double[] scaled, double[] squares) = sums.Apply(scaler, scaledLargest);

        for (int feature = 0; feature < Features; feature++)
        {
            float[] values = [.. Enumerable.Range(0, rows).Select(row => Value(row, feature))];
            float[] changed = [.. values.Select(value => (value - offsets[feature]) * scaler.Factors[feature])];
            Assert.Equal(values.Min(), range.Smallest[feature]);
            Assert.Equal(values.Max(), range.Largest[feature]);
            Assert.Equal(Sum(values.Select(value => (double)value), largest[feature], rows), plain[feature]);
            Assert.Equal(Sum(changed.Select(value => (double)value), scaledLargest[feature], rows), scaled[feature]);
            double bound = (double)scaledLargest[feature] * scaledLargest[feature];
            Assert.Equal(Sum(changed.Select(value => (double)value * value), bound, rows), squares[feature]);
        }
    }

    private static double Sum(IEnumerable<double> terms, double bound, long count)
    {
        var sum = new ExactSum(bound, count);
        foreach (double term in terms)
        {
            sum.Add(term);
        }

        return sum.Value;
    }

    private static float Value(long row, int feature) =>
        (float)((CounterRandom.Uniform(1, RandomPurpose.RowSample, (row * Features) + feature) - 0.4) * (1 + (100 * feature)));

    private static IEnumerable<Block> Blocks(int rows, int blockRows)
    {
        for (int first = 0; first < rows; first += blockRows)
        {
            var block = new Block(blockRows, Features) { RowCount = Math.Min(blockRows, rows - first) };
            for (int i = 0; i < block.RowCount; i++)
            {
                block.RowNumbers[i] = first + i;
                for (int feature = 0; feature < Features; feature++)
                {
                    block.Row(i)[feature] = Value(first + i, feature);
                }
            }

            yield return block;
        }
    }
}
