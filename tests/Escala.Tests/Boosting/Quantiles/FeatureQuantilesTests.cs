using System.Runtime.Intrinsics;
using Escala.Boosting;
using Escala.Boosting.Quantiles;
using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Boosting.Quantiles;

public sealed class FeatureQuantilesTests
{
    [Fact]
    public void Find_FewValues_FindsEachOnceInOrder()
    {
        float[][]? found = Find(maxBin: 256, rows: [[3, 7], [1, float.NaN], [2, 7], [2, float.NaN], [-4, 7]]);

        Assert.Equal([[-4, 1, 2, 3], [7]], found);
    }

    [Fact]
    public void Find_AllValuesMissing_FindsNone() =>
        Assert.Equal([[], [1]], Find(maxBin: 4, rows: [[float.NaN, 1], [float.NaN, 1]]));

    [Fact]
    public void Find_MoreValuesThanBins_KeepsTheEndsAndEqualSteps()
    {
        float[][]? found = Find(maxBin: 4, rows: [.. Enumerable.Range(0, 17).Select(i => new float[] { i })]);

        Assert.Equal([[0, 4, 8, 12, 16]], found);
    }

    [Theory]
    [InlineData(40_000, 10)]
    [InlineData(300_000, 256)]
    public void Find_ManyValues_AreNearEqualSteps(int rows, int maxBin)
    {
        var random = new Random(4);
        float[] numbers = [.. Enumerable.Range(0, rows).Select(i => (float)i)];
        random.Shuffle(numbers);

        float[] found = Assert.Single(Find(maxBin, [.. numbers.Select(number => new[] { number })])!);

        // Each of the summaries, and the choice among the values of the last, is off by an eighth of a bin at most.
        Assert.Equal(maxBin + 1, found.Length);
        Assert.All(found.Index(), pair => Assert.InRange(
            pair.Item - ((double)pair.Index * (rows - 1) / maxBin), -0.3 * rows / maxBin, 0.3 * rows / maxBin));
    }

    [Fact]
    public void Sort_Elements_SortsByTheirUpperHalf()
    {
        var random = new Random(6);
        var sort = new KeySort();
        foreach (int count in new[] { 0, 1, 300, 511, 512, 40_000, 2_000 })
        {
            foreach (int bits in new[] { 1, 12, 32 })
            {
                ulong[] elements = [.. Enumerable.Range(0, count).Select(_ => ((ulong)random.NextInt64(1L << bits) << 32) | (uint)random.Next())];
                ulong[] expected = [.. elements.Order()];

                sort.Sort(elements);

                Assert.Equal(expected.Select(element => element >> 32), elements.Select(element => element >> 32));
                Assert.Equal(expected, elements.Order());
            }
        }
    }

    [Fact]
    public void Key_Numbers_KeepTheirOrder()
    {
        float[] numbers = [float.NegativeInfinity, float.MinValue, -1.5f, -1e-45f, -0f, 0, 1e-45f, 1, 2, float.MaxValue, float.PositiveInfinity];

        uint[] keys = [.. numbers.Select(OrderedFloat.Key)];

        Assert.Equal(keys.Order(), keys);
        Assert.Equal(numbers, keys.Select(OrderedFloat.Value));
        Assert.Equal(numbers, keys.Select(key => OrderedFloat.Values(Vector128.Create(key))[3]));
    }

    private static float[][]? Find(int maxBin, float[][] rows)
    {
        using var block = new Block(rows.Length, rows[0].Length) { RowCount = rows.Length };
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].CopyTo(block.Row(row));
        }

        using var team = new CoreTeam(2);
        return FeatureQuantiles.Find(
            [block], new bool[block.FeatureCount], maxBin, float.NaN, new MetricRanks(team, new SoloCollective(), CancellationToken.None));
    }
}
