using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Boosting;

[Trait("Library", "XGBoost")]
public sealed class XGBoostFitTests
{
    private static readonly float[] s_classes = BoostRows.Make(2_000, BoostRows.TwoClasses);

    [Fact]
    public async Task Fit_OneSplitByHand_GivesTheLeavesByTheFormula()
    {
        // Squared error from base score 0: g = -y, h = 1; leaf = learning rate x sum(y) / (count + lambda).
        var data = Dataset.FromRows(new float[] { 0, 1, 0, 1, 1, 5, 1, 5 }, 2, new DatasetOptions { Label = "x1" });
        XGBoostModel model = await BoostRows.FitAsync(data, new XGBoostOptions
        {
            Objective = "reg:squarederror",
            Rounds = 1,
            MaxDepth = 1,
            BaseScore = 0,
            LearningRate = 0.5,
            Lambda = 1,
            MinChildWeight = 0,
        });

        Assert.Equal([(float)(0.5 * 2 / 3), (float)(0.5 * 10 / 3)], model.PredictValues([0, 1]));
        Assert.Equal(XGBoostTask.Regression, model.Fit.Task);
        FeatureImportance importance = Assert.Single(model.Fit.Importance);
        Assert.Equal(("x0", 1.0, 4.0), (importance.Feature, importance.Weight, importance.Cover));

        // Gain of the split: 2^2/3 + 10^2/3 - 12^2/5.
        Assert.Equal((4 / 3.0) + (100 / 3.0) - (144 / 5.0), importance.Gain, 1e-4);
    }

    [Fact]
    public async Task Fit_LabelsOfZeroAndOne_AreTwoClasses()
    {
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(s_classes, new DatasetOptions { TestFraction = 0.25, ValidationFraction = 0.2 }), new XGBoostOptions { Rounds = 30 });

        XGBoostFitResult fit = model.Fit;
        Assert.Equal((XGBoostTask.Binary, "binary:logistic"), (fit.Task, fit.Objective));
        Assert.Equal(["0", "1"], fit.Classes);
        Assert.Equal(2_000, fit.Rows + fit.ValidationRows + fit.TestRows);
        Assert.Equal((30, 30, XGBoostStopReason.Rounds), (fit.Rounds, fit.TrainedRounds, fit.StopReason));
        Assert.True(fit.IsScoredOnTest);
        Assert.Equal(fit.TestRows, fit.Scores.Classification!.Rows);
        Assert.InRange(fit.Scores.Classification.Auc!.Value, 0.93, 0.998);
        Assert.InRange(fit.ChosenThreshold!.Threshold, 0.01, 0.99);
        XGBoostHistory history = Assert.Single(fit.History);
        Assert.Equal(("logloss", false, 30, 30), (history.Metric, history.IsHigherBetter, history.Training.Count, history.Validation.Count));
        Assert.True(history.Training[^1] < history.Training[0] / 2);
        Assert.Equal(["x0", "x1", "x2", "x3"], fit.Importance.Select(feature => feature.Feature));
        Assert.Equal("x0", fit.Importance.MaxBy(feature => feature.TotalGain)!.Feature);
    }

    [Fact]
    public async Task Fit_ThreeNumbersWithObjectiveOfClasses_GivesAProbabilityEach()
    {
        float[] rows = BoostRows.Make(900, BoostRows.ThreeClasses);
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(rows), new XGBoostOptions { Objective = "multi:softprob", Rounds = 10 });

        float[,] probabilities = model.PredictProbabilities(BoostRows.WithoutTarget(rows));
        Assert.Equal((900, 3), (probabilities.GetLength(0), probabilities.GetLength(1)));
        Assert.Equal(1, probabilities[5, 0] + probabilities[5, 1] + probabilities[5, 2], 1e-5);
        string[] classes = model.PredictClasses(BoostRows.WithoutTarget(rows));
        Assert.InRange(classes.Where((name, row) => name == $"{rows[(row * 5) + 4]}").Count(), 800, 900);
        Assert.Equal(3, model.Fit.Scores.Classification!.PerClass.Count);
        Assert.Throws<InvalidOperationException>(() => model.PredictValues([0, 0, 0, 0]));
    }

    [Fact]
    public async Task Fit_OtherNumbers_AreAQuantity()
    {
        float[] rows = BoostRows.Make(1_000, BoostRows.Quantity);
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(rows, new DatasetOptions { TestFraction = 0.2 }), new XGBoostOptions { Rounds = 60 });

        Assert.Equal("reg:squarederror", model.Fit.Objective);
        Assert.Empty(model.Classes);
        Assert.InRange(model.Fit.Scores.Regression!.R2!.Value, 0.95, 1);
        Assert.Null(model.Fit.ChosenThreshold);
        Assert.Throws<InvalidOperationException>(() => model.PredictClasses([0, 0, 0, 0]));
    }

    [Theory]
    [InlineData("binary:logitraw")]
    [InlineData("binary:hinge")]
    [InlineData("multi:softprob")]
    public async Task Fit_OtherObjectiveOfTwoClasses_ScoresItsProbabilities(string objective)
    {
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(s_classes, new DatasetOptions { TestFraction = 0.3, ValidationFraction = 0.2 }),
            new XGBoostOptions { Objective = objective, Rounds = 20 });

        Assert.InRange(model.Fit.Scores.Classification!.Accuracy, 0.85, 1);
        float[,] probabilities = model.PredictProbabilities(BoostRows.WithoutTarget(s_classes));
        Assert.All(probabilities.Cast<float>(), probability => Assert.InRange(probability, 0, 1));
    }

    [Theory]
    [InlineData(XGBoostTreeMethod.Hist)]
    [InlineData(XGBoostTreeMethod.Approx)]
    [InlineData(XGBoostTreeMethod.Exact)]
    public async Task Fit_EveryTreeMethod_LearnsAndRepeatsItsBits(XGBoostTreeMethod method)
    {
        XGBoostOptions options = new() { TreeMethod = method, Rounds = 15, Subsample = 0.7, ColsampleByTree = 0.5, Seed = 3 };
        DatasetOptions split = new() { TestFraction = 0.2, ValidationFraction = 0.2 };
        XGBoostModel one = await BoostRows.FitAsync(BoostRows.Data(s_classes, split), options);
        XGBoostModel two = await BoostRows.FitAsync(BoostRows.Data(s_classes, split), options);

        Assert.InRange(one.Fit.Scores.Classification!.Auc!.Value, 0.93, 1);
        Assert.Equal(one.Fit.ModelDigest, two.Fit.ModelDigest);
        Assert.Equal(one.Fit.History[0].Validation, two.Fit.History[0].Validation);
    }

    [Fact]
    public async Task Fit_BlocksOfAnySize_GiveTheSameModel()
    {
        XGBoostModel small = await BoostRows.FitAsync(BoostRows.Data(s_classes, new DatasetOptions { BlockRows = 64 }), new XGBoostOptions { Rounds = 5 });
        XGBoostModel large = await BoostRows.FitAsync(BoostRows.Data(s_classes), new XGBoostOptions { Rounds = 5 });

        Assert.Equal(large.Fit.ModelDigest, small.Fit.ModelDigest);
    }

    [Fact]
    public async Task Fit_EarlyStopping_KeepsTheBestRoundAndNoLaterOne()
    {
        Dataset data = BoostRows.Data(s_classes, new DatasetOptions { TestFraction = 0.2, ValidationFraction = 0.2 });
        XGBoostModel model = await BoostRows.FitAsync(
            data, new XGBoostOptions { Rounds = 500, LearningRate = 1, EarlyStoppingRounds = 4, Metrics = ["auc", "logloss"] });

        XGBoostFitResult fit = model.Fit;
        XGBoostHistory judge = fit.History[^1];
        int best = judge.Validation.Index().MinBy(pair => pair.Item).Index;
        Assert.Equal(XGBoostStopReason.EarlyStopping, fit.StopReason);
        Assert.Equal(["auc", "logloss"], fit.History.Select(history => history.Metric));
        Assert.Equal(best + 1, fit.Rounds);
        Assert.Equal(best + 1 + 4, fit.TrainedRounds);
        Assert.Equal(fit.TrainedRounds, judge.Validation.Count);

        // The same as if no more rounds had been asked for.
        XGBoostModel short_ = await BoostRows.FitAsync(data, new XGBoostOptions { Rounds = best + 1, LearningRate = 1 });
        float[] features = BoostRows.WithoutTarget(s_classes);
        Assert.Equal(short_.PredictProbabilities(features), model.PredictProbabilities(features));
    }

    [Fact]
    public async Task Fit_HistoryOfTheLastRound_IsTheScoreOfTheFinishedModel()
    {
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(s_classes, new DatasetOptions { ValidationFraction = 0.3 }), new XGBoostOptions { Rounds = 12 });

        // There is no test part, so that the scores are those of the training rows.
        Assert.False(model.Fit.IsScoredOnTest);
        Assert.Equal(model.Fit.Scores.Classification!.LogLoss, model.Fit.History[0].Training[^1], 1e-6);
        Assert.Contains(model.Fit.Warnings, warning => warning.Kind == XGBoostWarningKind.ScoredOnTrainingRows);
    }

    [Fact]
    public async Task Fit_Weights_AreThoseOfRepeatedRows()
    {
        float[] weighted = [.. Rows(120).SelectMany((row, i) => (float[])[.. row, 1 + (i % 3)])];
        float[] repeated = [.. Rows(120).SelectMany((row, i) => Enumerable.Repeat(row, 1 + (i % 3)).SelectMany(values => values))];
        XGBoostOptions options = new() { Objective = "reg:squarederror", TreeMethod = XGBoostTreeMethod.Exact, BaseScore = 0, Rounds = 5, MaxDepth = 3 };
        XGBoostModel one = await BoostRows.FitAsync(
            Dataset.FromRows(weighted, 6, new DatasetOptions { Label = "x4", Weights = "x5" }), options);
        XGBoostModel two = await BoostRows.FitAsync(BoostRows.Data(repeated), options);

        float[] features = BoostRows.WithoutTarget(s_classes);
        Assert.All(
            one.PredictValues(features).Zip(two.PredictValues(features)), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        Assert.Equal(two.Fit.Scores.Regression!.Rmse, one.Fit.Scores.Regression!.Rmse, 1e-5);

        static IEnumerable<float[]> Rows(int count) => s_classes.Chunk(5).Take(count);
    }

    [Fact]
    public async Task Fit_MissingValue_IsAsGoodAsNaN()
    {
        float[] holes = [.. s_classes.Select((value, i) => i % 5 < 4 && i % 7 == 0 ? -999 : value)];
        float[] nan = [.. holes.Select(value => value == -999 ? float.NaN : value)];
        XGBoostOptions options = new() { Rounds = 5 };
        XGBoostModel one = await BoostRows.FitAsync(BoostRows.Data(holes), options with { Missing = -999 });
        XGBoostModel two = await BoostRows.FitAsync(BoostRows.Data(nan, new DatasetOptions { Missing = MissingValues.Keep }), options);

        Assert.Equal(two.Fit.ModelDigest, one.Fit.ModelDigest);
        Assert.Equal(two.PredictProbabilities(BoostRows.WithoutTarget(nan)), one.PredictProbabilities(BoostRows.WithoutTarget(holes)));
    }

    [Fact]
    public async Task Fit_MonotoneConstraint_Holds()
    {
        float[] rows = BoostRows.Make(500, (x, noise) => (float)(x[0] + (2 * noise)));
        XGBoostModel model = await BoostRows.FitAsync(
            BoostRows.Data(rows),
            new XGBoostOptions { Rounds = 30, MonotoneConstraints = new Dictionary<string, int> { ["x0"] = 1, ["x3"] = 0 } });

        float[] line = [.. Enumerable.Range(0, 200).SelectMany(i => (float[])[i / 200f, 0.5f, 0.5f, 0.5f])];
        float[] predictions = model.PredictValues(line);
        Assert.Equal(predictions.Order(), predictions);
        Assert.True(predictions[^1] > predictions[0]);
    }

    [Fact]
    public async Task Fit_InteractionConstraint_KeepsFeaturesOnPathsOfTheirOwn()
    {
        float[] rows = BoostRows.Make(500, (x, _) => x[0] * x[1]);
        XGBoostOptions options = new() { Rounds = 20, MaxDepth = 3, InteractionConstraints = [["x0"], ["x1", "x2", "x3"]] };
        XGBoostModel model = await BoostRows.FitAsync(BoostRows.Data(rows), options);

        // Without a path with both, what x0 adds does not depend on x1.
        float[] corners = model.PredictValues([0.1f, 0.1f, 0, 0, 0.9f, 0.1f, 0, 0, 0.1f, 0.9f, 0, 0, 0.9f, 0.9f, 0, 0]);
        Assert.Equal(corners[1] - corners[0], corners[3] - corners[2], 1e-4f);
        Assert.NotEqual(corners[0], corners[1]);
    }

    [Fact]
    public async Task Fit_ParametersByTheirOwnName_AreUsed()
    {
        XGBoostOptions options = new() { Rounds = 3 };
        XGBoostModel plain = await BoostRows.FitAsync(BoostRows.Data(s_classes), options);
        XGBoostModel set = await BoostRows.FitAsync(
            BoostRows.Data(s_classes), options with { Parameters = new Dictionary<string, string> { ["max_delta_step"] = "0.01" } });

        Assert.NotEqual(plain.Fit.ModelDigest, set.Fit.ModelDigest);
    }

    [Fact]
    public async Task Fit_MetricOfOnesOwn_JudgesLast()
    {
        await using var engine = new SerialEngine();
        var trainer = new XGBoostTrainer(new XGBoostOptions { Rounds = 50, EarlyStoppingRounds = 3, Metrics = ["error"] });
        JobResult<XGBoostFitResult> job = await trainer.RunWithMetricAsync<GrowsWorse>(
            BoostRows.Data(s_classes, new DatasetOptions { ValidationFraction = 0.2 }), engine,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["error", "grows-worse"], job.Result.History.Select(history => history.Metric));
        Assert.Equal([0.0, 1, 2, 3], job.Result.History[1].Training.Select((_, round) => (double)round));
        Assert.Equal((1, 4), (job.Result.Rounds, job.Result.TrainedRounds));
        Assert.Contains("grows-worse", XGBoostFit<GrowsWorse>.Contract.Name, StringComparison.Ordinal);
    }

    /// <summary>The number of times it was asked.</summary>
    private sealed class GrowsWorse : IEvaluationMetric
    {
        private int _calls;

        public string Name => "grows-worse";

        public bool IsHigherBetter => false;

        public double Evaluate(in EvaluationRows rows, ICollective collective) => _calls++;
    }
}
