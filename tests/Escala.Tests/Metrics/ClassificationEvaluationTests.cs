using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class ClassificationEvaluationTests
{
    private const double Tolerance = 1e-14;

    /// <summary>Two classes, six rows; scores 0.8 are a tie of both classes.</summary>
    private static readonly PredictedArrays Toy = new([1, 0, 1, 1, 0, 0], [0.9f, 0.8f, 0.8f, 0.4f, 0.3f, 0.1f]);

    [Fact]
    public void Classification_TwoClassesByHand()
    {
        ClassificationScores scores = Toy.Classification(2);
        Assert.Equal(6, scores.Rows);
        Assert.Equal(4 / 6.0, scores.Accuracy, Tolerance);
        Assert.Equal(0.5, scores.MajorityRate);
        Assert.Equal(4 / 6.0, scores.BalancedAccuracy, Tolerance);
        Assert.Equal(2 / 3.0, scores.Precision, Tolerance);
        Assert.Equal(2 / 3.0, scores.Recall, Tolerance);
        Assert.Equal(2 / 3.0, scores.F1, Tolerance);
        Assert.Equal([[2, 1], [1, 2]], scores.ConfusionMatrix);

        // Of 9 pairs 7 are in order and 1 is a tie.
        Assert.Equal(7.5 / 9, scores.Auc);

        // Recall rises by a third each at precision 1, 2/3 and 3/4.
        Assert.Equal((1 + (2 / 3.0) + (3 / 4.0)) / 3, scores.AveragePrecision!.Value, Tolerance);
        double[] truth = [0.9f, 1 - (double)0.8f, 0.8f, 0.4f, 1 - (double)0.3f, 1 - (double)0.1f];
        Assert.Equal(truth.Average(probability => -Math.Log(probability)), scores.LogLoss, Tolerance);
        Assert.Empty(scores.AbsentReasons);
    }

    [Fact]
    public void Classification_PerClass_BothSides()
    {
        ClassificationScores scores = Toy.Classification(2);
        Assert.Equal(3, scores.PerClass[0].Support);
        Assert.Equal(scores.PerClass[1].Auc, scores.PerClass[0].Auc);

        // From the lowest score on: precision 1, 1, then 3 of 5 with the tie.
        Assert.Equal((1 + 1 + (3 / 5.0)) / 3, scores.PerClass[0].AveragePrecision!.Value, Tolerance);
    }

    [Fact]
    public void Classification_CurvesByHand()
    {
        ClassificationScores scores = Toy.Classification(2);
        ScoreCurve roc = Assert.Single(scores.RocCurves);
        Assert.Equal(1, roc.ClassIndex);
        Assert.Equal([0, 0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1], roc.X);
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1, 1, 1], roc.Y);
        ScoreCurve precisionRecall = Assert.Single(scores.PrecisionRecallCurves);
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1, 1, 1], precisionRecall.X);
        Assert.Equal([1, 1, 2 / 3.0, 3 / 4.0, 3 / 5.0, 0.5], precisionRecall.Y);
        CalibrationCurve calibration = Assert.Single(scores.Calibration);

        // The float32 nearest to 0.9 is below it, that nearest to 0.8 above it: they share a bin.
        Assert.Equal([0, 0, 1, 2 / 3.0], calibration.Observed);
        Assert.Equal([1, 1, 1, 3], calibration.Weights);
        Assert.Equal([0.1f, 0.3f, 0.4f, (0.9f + (2 * (double)0.8f)) / 3], calibration.Predicted);
    }

    [Fact]
    public void Classification_ThreeClassesByHand()
    {
        // The last row is a tie, which the first class takes.
        PredictedArrays rows = new(
            [0, 1, 2, 1],
            [0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f, 0.5f, 0.125f, 0.375f, 0.375f, 0.375f, 0.25f],
            3);
        ClassificationScores scores = rows.Classification(3);
        Assert.Equal([[1, 0, 0], [1, 1, 0], [1, 0, 0]], scores.ConfusionMatrix);
        Assert.Equal(0.5, scores.Accuracy);
        Assert.Equal(0.5, scores.MajorityRate);
        Assert.Equal((1 + 0.5 + 0) / 3, scores.BalancedAccuracy, Tolerance);
        Assert.Equal(((1 / 3.0) + 1 + 0) / 3, scores.Precision, Tolerance);
        Assert.Equal((0.5 + (2 / 3.0) + 0) / 3, scores.F1, Tolerance);
        Assert.Equal(-(2 * Math.Log(0.5) + (2 * Math.Log(0.375))) / 4, scores.LogLoss, Tolerance);
        Assert.Equal([2.5 / 3, 4 / 4.0, 3 / 3.0], scores.PerClass.Select(c => c.Auc!.Value));
        Assert.Equal(3, scores.RocCurves.Count);
    }

    [Fact]
    public void Classification_OneClass_LeavesAreasOutAndSaysWhy()
    {
        ClassificationScores scores = new PredictedArrays([0, 0, 0], [0.1f, 0.7f, 0.2f]).Classification(2);
        Assert.Null(scores.Auc);
        Assert.Null(scores.AveragePrecision);
        Assert.Empty(scores.RocCurves);
        Assert.Empty(scores.PrecisionRecallCurves);
        Assert.Equal(1, scores.MajorityRate);
        Assert.Equal(2 / 3.0, scores.BalancedAccuracy, Tolerance);
        Assert.Equal(["auc", "averagePrecision"], scores.AbsentReasons.Keys);
        Assert.Equal(
            "Every class must have rows, because classes are told apart, but class 1 of 2 had none.", scores.AbsentReasons["auc"]);
    }

    [Fact]
    public void Classification_ClassWithoutRows_HasNoAreaButTheOthersDo()
    {
        PredictedArrays all = PredictedArrays.Classes(200, 4, seed: 1);
        PredictedArrays rows = all.Taken([.. Enumerable.Range(0, 200).Where(row => all.Labels[row] != 2)]);
        ClassificationScores scores = rows.Classification(4);
        Assert.Null(scores.Auc);
        Assert.Null(scores.PerClass[2].Auc);
        Assert.NotNull(scores.PerClass[3].Auc);
        Assert.Equal([0, 1, 3], scores.RocCurves.Select(curve => curve.ClassIndex));
    }

    [Fact]
    public void Classification_CertainAndWrong_HasTheLossOfTheLeastProbability()
    {
        ClassificationScores scores = new PredictedArrays([0, 1], [1, 0]).Classification(2);
        Assert.Equal(52 * Math.Log(2), scores.LogLoss, Tolerance * 100);
        Assert.Equal(0, scores.Auc);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 16)]
    [InlineData(3, 0)]
    [InlineData(7, 8)]
    public void Classification_OrderThreadsAndRanks_DoNotChangeABit(int classes, int levels)
    {
        PredictedArrays rows = PredictedArrays.Classes(70_000, classes, seed: 3, levels).WithWeights(seed: 4);
        ClassificationScores expected = rows.Classification(classes);
        PredictedArrays.AssertSame(expected, rows.Classification(classes, threads: 3));
        PredictedArrays.AssertSame(expected, rows.Shuffled(5).Classification(classes, threads: 2, [10, 40_001]));
        PredictedArrays.AssertSame(expected, rows.Classification(classes, threads: 1, [0, 0, 69_999, 70_000]));
    }

    [Fact]
    public void Classification_WholeWeights_AreRepeatedRows()
    {
        PredictedArrays rows = PredictedArrays.Classes(999, 2, seed: 6, levels: 50);
        int[] repeats = [.. Enumerable.Range(0, 999).Select(row => row % 4)];
        PredictedArrays weighted = rows with { Weights = [.. repeats.Select(count => (float)count)] };
        PredictedArrays repeated = rows.Taken([.. repeats.SelectMany((count, row) => Enumerable.Repeat(row, count))]);
        ClassificationScores expected = repeated.Classification(2);
        ClassificationScores actual = weighted.Classification(2);
        Assert.Equal(expected.LogLoss, actual.LogLoss, Tolerance);
        PredictedArrays.AssertSame(expected with { Rows = 0, LogLoss = 0 }, actual with { Rows = 0, LogLoss = 0 });
    }

    [Fact]
    public void Classification_ManyScores_ThinsCurvesToPointsThatAreOnThem()
    {
        PredictedArrays rows = PredictedArrays.Classes(3_000, 2, seed: 7);
        ScoreCurve roc = rows.Classification(2).RocCurves[0];
        Assert.InRange(roc.X.Count, 150, 201);
        Assert.Equal((0, 0, 1, 1), (roc.X[0], roc.Y[0], roc.X[^1], roc.Y[^1]));
        double positives = rows.Labels.Sum();
        var exact = rows.Scores.Append(2f).Select(threshold => (
            Enumerable.Range(0, 3_000).Count(row => rows.Labels[row] == 0 && rows.Scores[row] >= threshold) / (3_000 - positives),
            Enumerable.Range(0, 3_000).Count(row => rows.Labels[row] == 1 && rows.Scores[row] >= threshold) / positives)).ToHashSet();
        Assert.All(roc.X.Zip(roc.Y), point => Assert.Contains(point, exact));
    }

    [Fact]
    public void Classification_NegativeZero_TiesWithZero() =>
        Assert.Equal(0.5, new PredictedArrays([0, 1], [0f, -0f]).Classification(2).Auc);

    [Fact]
    public void Classification_NoRows_Throws() => Assert.Contains(
        "at least 1",
        Assert.Throws<EscalaException>(() => new PredictedArrays([], []).Classification(2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Classification_NaN_ThrowsOnEveryRank() => Assert.Contains(
        "finite",
        Assert.Throws<EscalaException>(() => new PredictedArrays([0, 1, 0], [0.5f, 0.1f, float.NaN]).Classification(2, cuts: [2])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Classification_AllWeightsZero_Throws() => Assert.Contains(
        "not all be 0",
        Assert.Throws<EscalaException>(() => (Toy with { Weights = new float[6] }).Classification(2)).Message,
        StringComparison.Ordinal);
}
