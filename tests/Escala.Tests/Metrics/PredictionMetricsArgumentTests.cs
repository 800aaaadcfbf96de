using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class PredictionMetricsArgumentTests
{
    [Fact]
    public void Classification_OfArrays_IsThatOfTheRows() => PredictedArrays.AssertSame(
        new PredictedArrays([1, 0, 1], [0.25f, 0.5f, 0.75f]) { Weights = [1, 2, 3] }.Classification(2),
        ClassificationMetrics.Evaluate([1, 0, 1], [0.25f, 0.5f, 0.75f], 2, [1, 2, 3]));

    [Fact]
    public void Regression_OfArrays_IsThatOfTheRows() => Assert.Equal(
        new PredictedArrays([1, 0, 1], [0.25f, 0.5f, 0.75f]).Regression(), RegressionMetrics.Evaluate([1, 0, 1], [0.25f, 0.5f, 0.75f]));

    [Fact]
    public void Ranking_OfArrays_IsThatOfTheRows() => Assert.Equal(
        new PredictedArrays([1, 0, 1], [0.25f, 0.5f, 0.75f]) { GroupSizes = [1, 2] }.Ranking(),
        RankingMetrics.Evaluate([1, 0, 1], [0.25f, 0.5f, 0.75f], [1, 2]));

    [Fact]
    public void Classification_BadArguments_SayWhatMustBe()
    {
        Check(
            "classes of ClassificationMetrics.Evaluate must be at least 2, but was 1.",
            () => ClassificationMetrics.Evaluate([0], [0], 1));
        Check("must be at least 1, but there were none", () => ClassificationMetrics.Evaluate([], [], 2));
        Check(
            "labels of ClassificationMetrics.Evaluate must be from 0 to 1, but was 2 in row 1.",
            () => ClassificationMetrics.Evaluate([0, 2], [0, 1], 2));
        Check(
            "probabilities of ClassificationMetrics.Evaluate must be from 0 to 1, but was 1.5 at index 1.",
            () => ClassificationMetrics.Evaluate([0, 1], [0, 1.5f], 2));
        Check(
            "probabilities of ClassificationMetrics.Evaluate must be from 0 to 1, but was NaN at index 0.",
            () => ClassificationMetrics.Evaluate([0, 1], [float.NaN, 1], 2));
        Check("must be 3 per label, 1 x 3, but was 2 values.", () => ClassificationMetrics.Evaluate([0], [0, 1], 3));
        Check(
            "weights of ClassificationMetrics.Evaluate must be one per label",
            () => ClassificationMetrics.Evaluate([0, 1], [0, 1], 2, [1]));
        Check(
            "threads of ClassificationMetrics.Evaluate must be at least 1, but was 0.",
            () => ClassificationMetrics.Evaluate([0], [0], 2, threads: 0));
    }

    [Fact]
    public void Regression_BadArguments_SayWhatMustBe()
    {
        Check(
            "truth of RegressionMetrics.Evaluate must be finite, but was NaN at index 0.",
            () => RegressionMetrics.Evaluate([float.NaN], [1]));
        Check("predictions of RegressionMetrics.Evaluate must be finite", () => RegressionMetrics.Evaluate([1], [float.PositiveInfinity]));
        Check("must be 1 per label, 2 x 1, but was 1 values.", () => RegressionMetrics.Evaluate([1, 2], [1]));
    }

    [Fact]
    public void Ranking_BadArguments_SayWhatMustBe()
    {
        Check(
            "relevances of RankingMetrics.Evaluate must be from 0 to 31, but was 32 at index 0.",
            () => RankingMetrics.Evaluate([32], [1], [1]));
        Check(
            "groupSizes of RankingMetrics.Evaluate must add up to the number of labels, 2, but was 0 in all.",
            () => RankingMetrics.Evaluate([1, 0], [1, 2], []));
        Check(
            "groupSizes of RankingMetrics.Evaluate must be at least 1 each, but was 0 for group 1.",
            () => RankingMetrics.Evaluate([1], [1], [1, 0]));
    }

    [Fact]
    public void Classification_CancelledToken_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => ClassificationMetrics.Evaluate([0, 1], [0, 1], 2, cancellationToken: new CancellationToken(canceled: true)));

    private static void Check(string part, Action action) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
