using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class RegressionEvaluationTests
{
    [Fact]
    public void Regression_ByHand()
    {
        RegressionScores scores = new PredictedArrays([1, 2, 3, 6], [2, 2, 1, 6]).Regression();
        Assert.Equal(4, scores.Rows);
        Assert.Equal(Math.Sqrt(5 / 4.0), scores.Rmse, 1e-15);
        Assert.Equal(3 / 4.0, scores.Mae, 1e-15);
        Assert.Equal(1 - (5 / 14.0), scores.R2!.Value, 1e-15);
        Assert.Equal(Math.Sqrt(14 / 4.0), scores.MeanRmse, 1e-15);
    }

    [Fact]
    public void Regression_EqualTruth_HasNoR2()
    {
        RegressionScores scores = new PredictedArrays([0.1f, 0.1f, 0.1f], [0, 0.1f, 0.2f]).Regression();
        Assert.Null(scores.R2);
        Assert.Equal(0, scores.MeanRmse);
    }

    [Fact]
    public void Regression_OrderThreadsAndRanks_DoNotChangeABit()
    {
        var random = new Random(1);
        float[] truth = [.. Enumerable.Range(0, 70_001).Select(_ => (float)(random.NextDouble() * Math.Pow(10, random.Next(6))))];
        PredictedArrays rows = new PredictedArrays(truth, [.. truth.Select(value => value + (float)random.NextDouble())]).WithWeights(2);
        RegressionScores expected = rows.Regression();
        Assert.Equal(expected, rows.Regression(threads: 3));
        Assert.Equal(expected, rows.Shuffled(3).Regression(threads: 2, [1, 1, 50_000]));
    }

    [Fact]
    public void Regression_LargestFloats_StayFinite()
    {
        RegressionScores scores = new PredictedArrays([float.MaxValue, -float.MaxValue], [-float.MaxValue, float.MaxValue]).Regression();
        Assert.Equal(2.0 * float.MaxValue, scores.Rmse, float.MaxValue * 1e-12);
        Assert.Equal(-3, scores.R2!.Value, 1e-12);
    }

    [Fact]
    public void Regression_WholeWeights_AreRepeatedRows()
    {
        PredictedArrays rows = new([1, 5, 2.5f], [1.5f, 4, 2]) { Weights = [2, 0, 3] };
        RegressionScores expected = new PredictedArrays([1, 1, 2.5f, 2.5f, 2.5f], [1.5f, 1.5f, 2, 2, 2]).Regression();
        Assert.Equal(expected with { Rows = 3 }, rows.Regression());
    }
}
