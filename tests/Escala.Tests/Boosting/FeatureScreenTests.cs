using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Boosting;

public sealed class FeatureScreenTests
{
    private const int Rows = 100_000;
    private const double Bound = 0.999;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void MayBeAbove_AmongNoise_FindsTheFeaturesThatTell(int threads)
    {
        using Block block = Filled((row, label, random) => [random.NextSingle(), label, random.NextSingle() + (0.3f * label), -label * row]);

        Assert.Equal([1, 3], Find(block, 2, threads));
    }

    [Fact]
    public void MayBeAbove_FirstRowsOfOneClass_LooksAtAllRows()
    {
        using Block block = Filled((row, _, random) => [row, random.NextSingle()], row => row < Rows / 2 ? 0 : 1);

        Assert.Equal([0], Find(block));
    }

    [Fact]
    public void MayBeAbove_FirstRowsInOrderOnly_IsNot()
    {
        using Block block = Filled((row, label, random) => [row < Rows / 4 ? label : random.NextSingle()]);

        Assert.Empty(Find(block));
    }

    [Fact]
    public void MayBeAbove_MissingValuesTell_IsFound()
    {
        using Block block = Filled((_, label, random) => [label == 1 ? float.NaN : random.NextSingle() - 0.5f, random.NextSingle()]);

        Assert.Equal([0], Find(block));
    }

    [Fact]
    public void MayBeAbove_WeightlessRows_DoNotCount()
    {
        using Block block = Filled((row, label, random) => [row % 3 == 0 ? random.NextSingle() : label], weight: row => row % 3 == 0 ? 0 : 0.1f);

        Assert.Equal([0], Find(block));
    }

    [Fact]
    public void MayBeAbove_FeatureThatTellsOneOfManyClasses_IsFound()
    {
        using Block block = Filled((_, label, random) => [random.NextSingle(), label == 2 ? 5 : random.NextSingle()], row => row % 7);

        Assert.Equal([1], Find(block, classes: 7));
    }

    private static IReadOnlyList<int> Find(Block block, int classes = 2, int threads = 2)
    {
        using var team = new CoreTeam(threads);
        using Block empty = block.Sibling();
        var ranks = new MetricRanks(team, new SoloCollective(), CancellationToken.None);
        return FeatureScreen.MayBeAbove([empty, block], classes, Bound, block.FeatureCount, ranks);
    }

    private static Block Filled(
        Func<int, float, Random, float[]> features, Func<int, float>? label = null, Func<int, float>? weight = null)
    {
        var random = new Random(4);
        int count = features(0, 0, random).Length;
        var block = new Block(Rows, count, hasLabels: true, hasWeights: weight is not null) { RowCount = Rows };
        for (int row = 0; row < Rows; row++)
        {
            block.Labels[row] = label?.Invoke(row) ?? random.Next(2);
            features(row, block.Labels[row], random).CopyTo(block.Row(row));
            if (weight is not null)
            {
                block.Weights[row] = weight(row);
            }
        }

        return block;
    }
}
