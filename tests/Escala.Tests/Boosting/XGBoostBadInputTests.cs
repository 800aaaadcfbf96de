using Escala.Boosting;
using Escala.Data;
using Escala.DuckDb;
using Escala.LibXGBoost;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Boosting;

[Trait("Library", "XGBoost")]
public sealed class XGBoostBadInputTests : IDisposable
{
    private static readonly float[] s_rows = BoostRows.Make(300, BoostRows.TwoClasses);
    private static readonly XGBoostOptions s_options = new() { Rounds = 2 };
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_EverythingWrong_NamesEveryFault()
    {
        InvalidOptionsException error = Assert.Throws<InvalidOptionsException>(() => new XGBoostTrainer(new XGBoostOptions
        {
            Objective = "survival:cox",
            Rounds = 0,
            MaxDepth = -1,
            LearningRate = 0,
            Subsample = 1.5,
            ColsampleByTree = double.NaN,
            MinChildWeight = -1,
            Gamma = double.PositiveInfinity,
            Lambda = -1,
            Alpha = -1,
            MaxBin = 1,
            TreeMethod = (XGBoostTreeMethod)9,
            GrowPolicy = (XGBoostGrowPolicy)9,
            ScalePosWeight = 0,
            Missing = float.NaN,
            BaseScore = double.NaN,
            Seed = ulong.MaxValue,
            EarlyStoppingRounds = 0,
            CheckpointRounds = 0,
            Metrics = ["f1"],
            InteractionConstraints = [[]],
            MonotoneConstraints = new Dictionary<string, int> { ["x"] = 2 },
            Parameters = new Dictionary<string, string> { ["eta"] = "0.1", ["nthread"] = "4", ["booster"] = "dart" },
        }));

        Assert.Equal(25, error.Faults.Count);
        Assert.Contains("Parameters of XGBoost must not name eta, but was eta=0.1. Set the option LearningRate instead.", error.Faults);
        Assert.Contains(error.Faults, fault => fault.Contains("Survival times need two labels a row", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("multi:softmax", "Use multi:softprob")]
    [InlineData("rank:nothing", "Leave it out")]
    public void Options_ObjectiveThatIsNone_SaysWhatToUse(string objective, string advice)
    {
        var error = Assert.Throws<InvalidOptionsException>(() => new XGBoostOptions { Objective = objective }.Validate());
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_NotGiven_Throws() =>
        await ThrowsAsync<InvalidOptionsException>(Dataset.FromRows(s_rows, 5), s_options, "Label of DatasetOptions must be a column for XGBoost");

    [Fact]
    public void Target_AmongTheFeatures_Throws() => Assert.Throws<InvalidOptionsException>(
        () => Dataset.FromRows(s_rows, 5, new DatasetOptions { Label = "x4", Features = ["x0", "x4"] }));

    [Theory]
    [InlineData(null)]
    [InlineData("binary:logistic")]
    [InlineData("reg:squarederror")]
    public async Task Target_TheSameInAllRows_Throws(string? objective) => await ThrowsAsync<DatasetException>(
        BoostRows.Data(BoostRows.Make(100, (_, _) => 1)), s_options with { Objective = objective }, "must not be the same in all training rows, but is 1");

    [Fact]
    public async Task Target_NaN_NamesTheRow()
    {
        float[] rows = [.. s_rows];
        rows[(7 * 5) + 4] = float.NaN;
        await ThrowsAsync<DatasetException>(BoostRows.Data(rows, new DatasetOptions { Missing = MissingValues.Keep }), s_options, "row 8, column 'x4'");
    }

    [Fact]
    public async Task Target_TextWithARegression_Throws() => await ThrowsAsync<InvalidOptionsException>(
        Text(["a", "b"]), s_options with { Objective = "reg:squarederror" }, "must learn classes where the target is text");

    [Fact]
    public async Task Target_MoreClassesThanTwoForABinaryObjective_Throws() => await ThrowsAsync<DatasetException>(
        Text(["a", "b", "c"]), s_options with { Objective = "binary:logistic" }, "must have two classes for binary:logistic, but has 3: a, b, c");

    [Fact]
    public async Task Target_ThousandsOfNumbersAsClasses_Throws() => await ThrowsAsync<DatasetException>(
        BoostRows.Data(BoostRows.Make(3_000, BoostRows.Quantity)), s_options with { Objective = "multi:softprob" }, "Use reg:squarederror");

    [Fact]
    public async Task Target_ClassThatIsOnlyInTheTestPart_NamesIt()
    {
        DatasetOptions split = new() { TestFraction = 0.3 };
        var selection = BoostRows.Data(s_rows, split).Plan.Selection;
        int row = Enumerable.Range(0, 300).First(row => selection.PartOf(row) == RowPart.Test);
        float[] rows = [.. s_rows];
        rows[(row * 5) + 4] = 2;
        await ThrowsAsync<DatasetException>(BoostRows.Data(rows, split), s_options, "was '2' in the test part");
    }

    [Fact]
    public async Task Parameter_Unknown_IsRefusedInTheLibrarysWords() => await ThrowsAsync<InvalidOptionsException>(
        BoostRows.Data(s_rows), s_options with { Parameters = new Dictionary<string, string> { ["max_dept"] = "3" } }, "max_dept", "are not used");

    [Fact]
    public async Task Parameter_ValueThatIsNone_IsRefusedInTheLibrarysWords() => await ThrowsAsync<XGBoostException>(
        BoostRows.Data(s_rows), s_options with { Parameters = new Dictionary<string, string> { ["max_delta_step"] = "much" } }, "max_delta_step");

    [Fact]
    public async Task EarlyStopping_NoValidationPart_NamesTheOption() => await ThrowsAsync<InvalidOptionsException>(
        BoostRows.Data(s_rows), s_options with { EarlyStoppingRounds = 3 }, "--validation-fraction");

    [Fact]
    public async Task Split_LeavesAPartEmpty_SaysHowManyRowsEachHas() => await ThrowsAsync<DatasetException>(
        BoostRows.Data(s_rows[..20], new DatasetOptions { ValidationFraction = 0.0001 }), s_options, "4 rows to train, 0 to validate");

    [Theory]
    [InlineData("mlogloss")]
    [InlineData("rmse")]
    [InlineData("ndcg")]
    public async Task Metric_OfAnotherTask_Throws(string metric) => await ThrowsAsync<InvalidOptionsException>(
        BoostRows.Data(s_rows, new DatasetOptions { ValidationFraction = 0.2 }), s_options with { Metrics = [metric] }, $"but was {metric}");

    [Fact]
    public async Task Constraint_FeatureThatIsNone_Throws() => await ThrowsAsync<InvalidOptionsException>(
        BoostRows.Data(s_rows), s_options with { MonotoneConstraints = new Dictionary<string, int> { ["y"] = 1 } }, "'y' is none");

    [Fact]
    public async Task Ranking_WithoutGroups_Throws() => await ThrowsAsync<InvalidOptionsException>(
        BoostRows.Data(s_rows), s_options with { Objective = "rank:ndcg" }, "--group");

    [Fact]
    public void Group_ColumnThatIsMissing_Throws() => Assert.Throws<DatasetException>(
        () => BoostRows.Data(s_rows, new DatasetOptions { Group = "query" }));

    [Fact]
    public async Task Features_TextForExact_Throws() => await ThrowsAsync<InvalidOptionsException>(
        Text(["a", "b"], "colour"), s_options with { TreeMethod = XGBoostTreeMethod.Exact }, "must be hist or approx where features are text");

    [Fact]
    public async Task Predict_FeaturesInAnotherOrderOrMissing_GoByName()
    {
        XGBoostModel model = await BoostRows.FitAsync(BoostRows.Data(s_rows), s_options);
        Dataset turned = Dataset.FromRows(s_rows, 5, new DatasetOptions { Features = ["x3", "x1", "x2", "x0"] }).WithColumnsOf(model.Features);
        Assert.Equal(["x0", "x1", "x2", "x3"], turned.Plan.Features.Select(feature => feature.Name));
        DatasetException error = Assert.Throws<DatasetException>(
            () => Dataset.FromRows(s_rows, 5, new DatasetOptions { Features = ["x0"] }).WithColumnsOf(model.Features));
        Assert.Contains("'x3'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_SeveralRanksThatLibxgboostDoesNotSee_SaysSo()
    {
        await using var gang = new ThreadGang(world: 2);
        EscalaException error = await Assert.ThrowsAsync<EscalaException>(
            () => new XGBoostTrainer(s_options).RunAsync(BoostRows.Data(s_rows), gang, cancellationToken: Token));
        Assert.Contains("the engine has 2 and libxgboost sees 1", error.Message, StringComparison.Ordinal);
    }

    private static async Task ThrowsAsync<TException>(Dataset data, XGBoostOptions options, params string[] words)
        where TException : EscalaException
    {
        TException error = await Assert.ThrowsAsync<TException>(() => BoostRows.FitAsync(data, options));
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    private Dataset Text(string[] classes, string label = "kind")
    {
        string csv = Path.Combine(_folder.Path, "text.csv");
        File.WriteAllLines(csv, ["size,colour,kind", .. Enumerable.Range(0, 60).Select(i => $"{i},{(i % 2 == 0 ? "red" : "blue")},{classes[i % classes.Length]}")]);
        return new DatasetReader([new DuckDbReader()]).Open(csv, new DatasetOptions { Label = label, Features = label == "kind" ? ["size"] : ["size", "kind"] }, Token);
    }
}
