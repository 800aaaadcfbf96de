using Escala.Boosting;
using Escala.Boosting.Quantiles;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Boosting.Quantiles;

/// <summary>Trees in our bins are, up to the bits, those in the bins that libxgboost finds itself.</summary>
[Trait("Library", "XGBoost")]
public sealed class BinReferenceTests : IDisposable
{
    private const int Features = 6;
    private readonly List<Block> _blocks = [];

    private static bool AreOurs => XGBoostLibrary.Require().Version < new Version(3, 3);

    public void Dispose() => _blocks.ForEach(block => block.Dispose());

    [Theory]
    [InlineData(1, 256)]
    [InlineData(2, 2)]
    [InlineData(257, 256)]
    [InlineData(600, 2)]
    [InlineData(5_000, 16)]
    [InlineData(20_000, 256)]
    [InlineData(40_000, 3)]
    [InlineData(100_000, 64)]
    public void Find_RowsOfAllKinds_GrowsTheTreesOfLibXGBoost(int rows, int maxBin)
    {
        RequireBinsOfOurs();
        foreach (int threads in new[] { 1, 3 })
        {
            Fill(rows, new Random(rows + maxBin), Kinds()[..Features]);
            RequireSameTrees(maxBin, threads);
        }
    }

    [Fact]
    public void Find_KindsByChance_GrowsTheTreesOfLibXGBoost()
    {
        RequireBinsOfOurs();
        var random = new Random(7);
        for (int turn = 0; turn < 60; turn++)
        {
            int rows = 1 + random.Next(random.Next(2) == 0 ? 60 : 6_000);
            Func<int, Random, float>[] kinds = Kinds();
            random.Shuffle(kinds);
            Fill(rows, random, kinds[..Features]);
            RequireSameTrees(2 + random.Next(random.Next(2) == 0 ? 8 : 300), threads: 1 + random.Next(2));
        }
    }

    [Fact]
    public void Find_ValueThatStandsForMissing_IsNone()
    {
        RequireBinsOfOurs();
        Fill(5_000, new Random(3), Kinds()[..Features]);
        RequireSameTrees(32, threads: 1, missing: 0.5f);
    }

    /// <summary>Ranks are rounded there, and set straight again.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Find_MoreRowsThanFloatsCountExactly_GrowsTheTreesOfLibXGBoost()
    {
        RequireBinsOfOurs();
        Fill(20_000_000, new Random(2), [(_, random) => random.NextSingle()]);
        RequireSameTrees(64, threads: 1);
    }

    [Theory]
    [InlineData(-0f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Find_ValueThatLibXGBoostMayTakeOtherwise_LeavesTheBinsToIt(float value)
    {
        Fill(100, new Random(1), Kinds()[..Features]);
        Assert.Equal(AreOurs, Finds());

        _blocks[0].Values[10] = value;

        Assert.False(Finds());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(9_000)]
    public void Find_Categories_GrowsTheTreesOfLibXGBoost(int rows)
    {
        RequireBinsOfOurs();
        string[] types = ["c", "q", "c", "c", "q", "c"];
        Fill(rows, new Random(rows),
        [
            (_, random) => random.Next(3),
            (_, random) => random.NextSingle(),
            (_, random) => random.Next(20) == 0 ? float.NaN : 2 * random.Next(15),
            (_, _) => 0,
            (_, random) => random.Next(4) == 0 ? float.NaN : random.Next(1_000),
            (row, random) => row == 0 ? 300 : random.Next(100),
        ]);

        RequireSameTrees(64, threads: 2, types: types);
    }

    [Fact]
    public void Find_CategoriesThatAreMissingThroughout_LeavesTheBinsToLibXGBoost()
    {
        Fill(100, new Random(1), [(_, _) => float.NaN, (_, random) => random.NextSingle()]);

        Assert.False(Finds(["c", "q"]));
    }

    [Fact]
    public void Find_WeightedRows_LeavesTheBinsToLibXGBoost()
    {
        var block = new Block(10, Features, hasLabels: true, hasWeights: true) { RowCount = 10 };
        block.Values.Clear();
        block.Weights.Fill(2);
        _blocks.Add(block);

        Assert.False(Finds());
    }

    /// <summary>Values of every kind that sketches treat in their own way.</summary>
    private static Func<int, Random, float>[] Kinds() =>
    [
        (_, random) => random.NextSingle() - 0.5f,
        (_, random) => random.Next(10),
        (row, _) => row,
        (_, random) => random.Next(3) == 0 ? float.NaN : (float)Math.Exp(8 * random.NextDouble()),
        (row, _) => -(row / 700),
        (_, random) => random.Next(50) == 0 ? random.NextSingle() : 0.5f,
        (_, _) => float.NaN,
        (_, _) => 4,
        (row, _) => row == 0 ? 1 : float.NaN,
        (_, random) => MathF.Round(100 * random.NextSingle()) * 1e-30f,
    ];

    private static void RequireBinsOfOurs() => Assert.SkipUnless(AreOurs, "From 3.3 on libxgboost finds the bins itself.");

    private void Fill(int rows, Random random, Func<int, Random, float>[] kinds)
    {
        Dispose();
        _blocks.Clear();
        int first = 0;
        while (first < rows)
        {
            int count = Math.Min(rows - first, 1 + random.Next(1 + (rows / 2)));
            var block = new Block(count, kinds.Length, hasLabels: true) { RowCount = count };
            for (int row = 0; row < count; row++)
            {
                block.Labels[row] = random.Next(2);
                for (int feature = 0; feature < block.FeatureCount; feature++)
                {
                    block.Row(row)[feature] = kinds[feature](first + row, random);
                }
            }

            _blocks.Add(block);
            first += count;
        }
    }

    private void RequireSameTrees(int maxBin, int threads, float missing = float.NaN, string[]? types = null)
    {
        var options = new QuantileOptions
        {
            Threads = 1,
            MaxBin = maxBin,
            Missing = missing,
            FeatureTypes = types ?? [.. Enumerable.Repeat("q", _blocks[0].FeatureCount)],
        };
        using var team = new CoreTeam(threads);
        using DMatrix bins = BinReference.Find(_blocks, options, new MetricRanks(team, new SoloCollective(), CancellationToken.None))!;
        using var ours = DMatrix.Quantile(_blocks, options with { Reference = bins }, CancellationToken.None);
        using var theirs = DMatrix.Quantile(_blocks, options, CancellationToken.None);

        Assert.Equal(Trees(theirs, maxBin), Trees(ours, maxBin));
    }

    /// <summary>Trees that split wherever they can: labels are chance.</summary>
    private static byte[] Trees(DMatrix matrix, int maxBin)
    {
        using var booster = new Booster([matrix]);
        foreach ((string name, string value) in new[]
                 {
                     ("objective", "binary:logistic"), ("tree_method", "hist"), ("nthread", "1"), ("max_depth", "9"), ("min_child_weight", "0"),
                     ("lambda", "0.01"), ("max_bin", $"{maxBin}"),
                 })
        {
            booster.Set(name, value);
        }

        booster.Update(0, matrix);
        booster.Update(1, matrix);
        return booster.Save("ubj");
    }

    private bool Finds(IReadOnlyList<string>? types = null)
    {
        using var team = new CoreTeam(1);
        var options = new QuantileOptions { Threads = 1, FeatureTypes = types ?? [.. Enumerable.Repeat("q", Features)] };
        using DMatrix? bins = BinReference.Find(_blocks, options, new MetricRanks(team, new SoloCollective(), CancellationToken.None));
        return bins is not null;
    }
}
