using System.Globalization;
using System.Text.Json;
using Escala.Boosting;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Boosting;

/// <summary>Training on several ranks, which libxgboost has joined.</summary>
[Trait("Library", "XGBoost")]
public sealed class XGBoostRanksTests : IDisposable
{
    private static readonly DatasetOptions s_split = new() { TestFraction = 0.2, ValidationFraction = 0.2 };
    private static readonly XGBoostOptions s_options = new() { Rounds = 12, MaxDepth = 4, MaxBin = 64, Seed = 5 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(XGBoostTreeMethod.Hist, 2)]
    [InlineData(XGBoostTreeMethod.Hist, 3)]
    [InlineData(XGBoostTreeMethod.Approx, 2)]
    public async Task Fit_SeveralRanks_IsTheSameOnEveryRankAndEveryTime(XGBoostTreeMethod method, int world)
    {
        Dataset data = RankRows.Make(4_000, RankRows.TwoClasses, s_split);
        XGBoostOptions options = s_options with { TreeMethod = method, Subsample = 0.8, ColsampleByTree = 0.7 };

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, options, world);
        IReadOnlyList<XGBoostFitResult> again = RankRows.Fit(data, options, world);
        XGBoostFitResult alone = await RankRows.FitAloneAsync(data, options);

        Assert.Equal(world, ranks.Count);
        Assert.All(ranks.Concat(again), rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal((alone.Rows, alone.ValidationRows, alone.TestRows), (ranks[0].Rows, ranks[0].ValidationRows, ranks[0].TestRows));
        Assert.Equal(alone.Scores.Classification!.Auc!.Value, ranks[0].Scores.Classification!.Auc!.Value, 0.01);
        Assert.Equal(alone.Scores.Classification.LogLoss, ranks[0].Scores.Classification!.LogLoss, 0.02);
    }

    [Fact]
    public async Task Fit_ThreeClassesWithWeights_IsAsGoodAsOnOneRank()
    {
        Dataset data = RankRows.Make(4_000, RankRows.ThreeClasses, s_split with { Weights = "x6" });
        XGBoostOptions options = s_options with { Objective = "multi:softprob" };

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, options, 3);
        XGBoostFitResult alone = await RankRows.FitAloneAsync(data, options);

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(["0", "1", "2"], ranks[0].Classes);
        Assert.Equal(alone.Scores.Classification!.Auc!.Value, ranks[0].Scores.Classification!.Auc!.Value, 0.01);
    }

    [Fact]
    public void Fit_ClassThatOneRankDoesNotHave_IsAClassOnEachRank()
    {
        int row = 0;
        Dataset data = RankRows.Make(900, x => ++row > 800 ? 2 : RankRows.TwoClasses(x));

        Assert.All(RankRows.Fit(data, s_options with { Objective = "multi:softprob" }, 3), rank => Assert.Equal(["0", "1", "2"], rank.Classes));
    }

    [Fact]
    public async Task Fit_Quantity_IsAsGoodAsOnOneRank()
    {
        Dataset data = RankRows.Make(3_000, RankRows.Quantity, s_split);

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, s_options, 2);
        XGBoostFitResult alone = await RankRows.FitAloneAsync(data, s_options);

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(alone.Scores.Regression!.R2!.Value, ranks[0].Scores.Regression!.R2!.Value, 0.01);
    }

    [Fact]
    public async Task Fit_AbsoluteError_IsAsGoodAsOnOneRankAndNeedsRowsOnEach()
    {
        XGBoostOptions options = s_options with { Objective = "reg:absoluteerror" };
        Dataset data = RankRows.Make(3_000, RankRows.Quantity, s_split);

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, options, 3);
        XGBoostFitResult alone = await RankRows.FitAloneAsync(data, options);
        InvalidOptionsException fault = Assert.Throws<InvalidOptionsException>(
            () => RankRows.Fit(RankRows.Make(2_000, RankRows.Quantity, rowsWithValues: 900), options, 4));

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(alone.Scores.Regression!.R2!.Value, ranks[0].Scores.Regression!.R2!.Value, 0.03);
        Assert.Contains("but rank 2 of 4 has none", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(XGBoostTreeMethod.Hist)]
    [InlineData(XGBoostTreeMethod.Approx)]
    public void Fit_RanksWithoutRows_TakePart(XGBoostTreeMethod method)
    {
        // Ranks 2 and 3 of four have none.
        Dataset data = RankRows.Make(2_000, RankRows.TwoClasses, s_split with { Weights = "x6" }, rowsWithValues: 900);

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, s_options with { TreeMethod = method, EarlyStoppingRounds = 5 }, 4);

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(900, ranks[0].Rows + ranks[0].ValidationRows + ranks[0].TestRows);
        Assert.InRange(ranks[0].Scores.Classification!.Auc!.Value, 0.9, 1);
    }

    [Fact]
    public void Fit_EarlyStopping_EndsAtTheSameRoundOnEveryRank()
    {
        Dataset data = RankRows.Make(1_500, RankRows.TwoClasses, s_split);
        XGBoostOptions options = s_options with { Rounds = 300, LearningRate = 1, EarlyStoppingRounds = 6, Metrics = ["logloss", "auc"] };

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, options, 3);

        Assert.Equal(XGBoostStopReason.EarlyStopping, ranks[0].StopReason);
        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(ranks[0].TrainedRounds, ranks[0].Rounds + 6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_ResumedOnAsManyRanks_GivesTheBitsOfTheUninterruptedFit(int world)
    {
        Dataset data = RankRows.Make(2_000, RankRows.TwoClasses, s_split);
        XGBoostOptions options = s_options with { ColsampleByTree = 0.5, Subsample = 0.6, CheckpointRounds = 5 };
        var job = new Job<XGBoostOptions>(options, data) { CheckpointFolder = _folder.Path };

        IReadOnlyList<XGBoostFitResult> whole = RankRows.Fit(data, options, world, job);
        IReadOnlyList<XGBoostFitResult> resumed = RankRows.Fit(data, options, world, job with
        {
            Files = new Dictionary<string, string> { [XGBoostStart.CheckpointFile] = Path.Combine(_folder.Path, XGBoostCheckpoint.FileName(5)) },
        });

        Assert.True(File.Exists(Path.Combine(_folder.Path, XGBoostCheckpoint.FileName(10))));
        Assert.All(whole.Concat(resumed), rank => Assert.Equal(Text(whole[0]), Text(rank)));
    }

    [Fact]
    public async Task Fit_ContinuedFromAModel_AddsRoundsOnEveryRank()
    {
        Dataset data = RankRows.Make(2_000, RankRows.TwoClasses, s_split);
        string path = Path.Combine(_folder.Path, "m.zip");
        await using var engine = new SerialEngine();
        XGBoostModel model = await new XGBoostTrainer(s_options).FitAsync(data, engine, cancellationToken: TestContext.Current.CancellationToken);
        model.Save(path);

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, s_options, 2, new Job<XGBoostOptions>(s_options, data)
        {
            Files = new Dictionary<string, string> { [XGBoostStart.ModelFile] = path },
        });

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal((24, 12), (ranks[0].Rounds, ranks[0].TrainedRounds));
    }

    [Theory]
    [InlineData(2, 400, 0.95)]
    [InlineData(3, 20, 0.5)]
    public void Fit_Ranking_DividesNoGroup(int world, int rows, double worst)
    {
        // Groups of ten rows: forty of them, or two for three ranks.
        var random = new Random(4);
        float[] values = [.. Enumerable.Range(0, rows).SelectMany(row =>
        {
            float x = random.NextSingle();
            return new[] { x, random.NextSingle(), (int)(4 * x), row / 10 };
        })];
        var data = Dataset.FromRows(values, 4, new DatasetOptions { Label = "x2", Group = "x3" });

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, s_options, world);

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(rows / 10, ranks[0].Scores.Ranking!.Groups);
        Assert.InRange(ranks[0].Scores.Ranking!.Ndcg, worst, 1);
    }

    [Fact]
    public void Fit_TextFeatures_AreCategoriesOnEveryRank()
    {
        var random = new Random(6);
        string[] names = ["north", "east", "south", "west", "centre"];
        IEnumerable<string> lines = Enumerable.Range(0, 2_000).Select(i =>
        {
            // The last rows have places that the others do not.
            int place = random.Next(i < 1_500 ? 3 : 5);
            return string.Create(CultureInfo.InvariantCulture, $"{names[place]},{random.NextSingle()},{place % 2}");
        });
        string csv = Path.Combine(_folder.Path, "places.csv");
        File.WriteAllLines(csv, ["place,noise,even", .. lines]);
        using var duckDb = new DuckDbReader();
        Dataset data = new DatasetReader([duckDb])
            .Open(csv, s_split with { Label = "even" }, TestContext.Current.CancellationToken)
            .WithCategories(TestContext.Current.CancellationToken);

        IReadOnlyList<XGBoostFitResult> ranks = RankRows.Fit(data, s_options, 3);

        Assert.All(ranks, rank => Assert.Equal(Text(ranks[0]), Text(rank)));
        Assert.Equal(1, ranks[0].Scores.Classification!.Accuracy, 0.001);
    }

    [Fact]
    public void Fit_Exact_IsRefusedInWords()
    {
        InvalidOptionsException fault = Assert.Throws<InvalidOptionsException>(() => RankRows.Fit(
            RankRows.Make(100, RankRows.TwoClasses), s_options with { TreeMethod = XGBoostTreeMethod.Exact }, 2));

        Assert.StartsWith(
            "TreeMethod of XGBoost must be hist or approx where rows are divided between ranks, but was exact on 2 ranks.",
            fault.Message,
            StringComparison.Ordinal);
    }

    private static string Text(XGBoostFitResult result) => JsonSerializer.Serialize(result, XGBoostJson.Default.XGBoostFitResult);
}
