using Escala.Metrics;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

public sealed class PredictionMetricsParityTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Classifications => PredictionFixture.Names("classification");

    public static TheoryData<string> Regressions => PredictionFixture.Names("regression");

    public static TheoryData<string> Rankings => PredictionFixture.Names("ranking");

    /// <summary>scikit-learn's calibration_curve knows no weights.</summary>
    public static TheoryData<string> Unweighted =>
        [.. Classifications.Select(row => row.Data).Where(name => PredictionFixture.Load(name).Weights is null)];

    [Fact]
    public void Names_ListTheCasesThatTheScriptMakes() =>
        Assert.Equal((14, 10, 3, 2), (Classifications.Count, Unweighted.Count, Regressions.Count, Rankings.Count));

    [Theory]
    [MemberData(nameof(Classifications))]
    public void Classification_AsScikitLearn(string name)
    {
        var fixture = PredictionFixture.Load(name);
        ClassificationScores scores = Evaluate(fixture);
        Assert.Equal(fixture.Accuracy, scores.Accuracy, Tolerance);
        Assert.Equal(fixture.BalancedAccuracy, scores.BalancedAccuracy, Tolerance);
        Assert.Equal(fixture.Precision, scores.Precision, Tolerance);
        Assert.Equal(fixture.Recall, scores.Recall, Tolerance);
        Assert.Equal(fixture.F1, scores.F1, Tolerance);
        Assert.Equal(fixture.LogLoss, scores.LogLoss, Tolerance);
        AssertClose(fixture.Auc, scores.Auc);
        AssertClose(fixture.AveragePrecision, scores.AveragePrecision);
    }

    [Theory]
    [MemberData(nameof(Classifications))]
    public void ClassificationOfEachClass_AsScikitLearn(string name)
    {
        var fixture = PredictionFixture.Load(name);
        ClassificationScores scores = Evaluate(fixture);
        for (int c = 0; c < fixture.Classes; c++)
        {
            Assert.Equal(fixture.Precisions[c], scores.PerClass[c].Precision, Tolerance);
            Assert.Equal(fixture.Recalls[c], scores.PerClass[c].Recall, Tolerance);
            Assert.Equal(fixture.F1s[c], scores.PerClass[c].F1, Tolerance);
            Assert.Equal(fixture.Supports[c], scores.PerClass[c].Support, fixture.Labels.Length * Tolerance);
            for (int predicted = 0; predicted < fixture.Classes; predicted++)
            {
                Assert.Equal(fixture.Confusion[c][predicted], scores.ConfusionMatrix[c][predicted], fixture.Labels.Length * Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Classifications))]
    public void Curves_LieOnScikitLearns(string name)
    {
        var fixture = PredictionFixture.Load(name);
        ClassificationScores scores = Evaluate(fixture);
        Assert.Equal(fixture.Curves.Length, scores.RocCurves.Count);
        foreach (PredictionCurves expected in fixture.Curves)
        {
            ScoreCurve roc = scores.RocCurves.Single(curve => curve.ClassIndex == expected.ClassIndex);
            ScoreCurve precisionRecall = scores.PrecisionRecallCurves.Single(curve => curve.ClassIndex == expected.ClassIndex);
            AssertOn(expected.RocX, expected.RocY, roc);
            AssertOn(expected.Recall, expected.Precision, precisionRecall);
        }
    }

    [Theory]
    [MemberData(nameof(Unweighted))]
    public void Calibration_AsScikitLearn(string name)
    {
        var fixture = PredictionFixture.Load(name);
        ClassificationScores scores = Evaluate(fixture);
        foreach (PredictionCurves expected in fixture.Curves)
        {
            CalibrationCurve curve = scores.Calibration.Single(curve => curve.ClassIndex == expected.ClassIndex);
            Assert.Equal(expected.Observed.Length, curve.Observed.Count);
            Assert.All(expected.Observed.Zip(curve.Observed), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
            Assert.All(expected.Predicted.Zip(curve.Predicted), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void Regression_AsScikitLearn(string name)
    {
        var fixture = PredictionFixture.Load(name);
        RegressionScores scores = RegressionMetrics.Evaluate(fixture.Labels, fixture.Scores, fixture.Weights);
        Assert.Equal(fixture.Rmse, scores.Rmse, fixture.Rmse * Tolerance);
        Assert.Equal(fixture.Mae, scores.Mae, fixture.Mae * Tolerance);
        AssertClose(fixture.R2, scores.R2);
    }

    [Theory]
    [MemberData(nameof(Rankings))]
    public void Ranking_AsScikitLearn(string name)
    {
        var fixture = PredictionFixture.Load(name);
        int[] relevances = [.. fixture.Labels.Select(label => (int)label)];
        RankingScores scores = RankingMetrics.Evaluate(relevances, fixture.Scores, fixture.GroupSizes);
        Assert.Equal(fixture.Ndcg, scores.Ndcg, Tolerance);
        Assert.Equal(fixture.NdcgAt10, scores.NdcgAt10, Tolerance);
    }

    private static ClassificationScores Evaluate(PredictionFixture fixture) => ClassificationMetrics.Evaluate(
        [.. fixture.Labels.Select(label => (int)label)], fixture.Scores, fixture.Classes, fixture.Weights);

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, Tolerance);
    }

    /// <summary>Ends are the same, and every point is one of the exact curve's.</summary>
    private static void AssertOn(double[] x, double[] y, ScoreCurve curve)
    {
        Assert.Equal((x[0], y[0]), (curve.X[0], curve.Y[0]));
        Assert.Equal(x[^1], curve.X[^1], Tolerance);
        Assert.Equal(y[^1], curve.Y[^1], Tolerance);
        Assert.All(
            curve.X.Zip(curve.Y),
            point => Assert.Contains(
                x.Zip(y), exact => Math.Abs(exact.First - point.First) < Tolerance && Math.Abs(exact.Second - point.Second) < Tolerance));
    }
}
