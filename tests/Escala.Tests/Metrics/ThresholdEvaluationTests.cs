using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class ThresholdEvaluationTests
{
    [Fact]
    public void AtThreshold_ByHand()
    {
        PredictedArrays rows = new([1, 0, 1, 0], [0.9f, 0.25f, 0.3f, 0.1f]);
        ThresholdScores scores = rows.AtThreshold(0.25);
        Assert.Equal(0.25, scores.Threshold);
        Assert.Equal(1, scores.Accuracy);
        Assert.Equal(1, scores.F1);
        Assert.Equal([[2, 0], [0, 2]], scores.ConfusionMatrix);
        Assert.Equal(0.75, rows.AtThreshold(0.24).Accuracy);
        Assert.Equal(2 / 3.0, rows.AtThreshold(0.24).Precision, 1e-15);
        Assert.Equal(0.75, rows.AtThreshold(0.24).BalancedAccuracy);
    }

    [Fact]
    public void BestThreshold_SeparableBelowAHalf_IsHalfWay() =>
        Assert.Equal((0.25 + 0.125) / 2, new PredictedArrays([1, 0, 1, 0], [0.4f, 0.125f, 0.25f, 0.1f]).BestThreshold());

    [Fact]
    public void BestThreshold_SeparableAroundAHalf_IsAHalf() =>
        Assert.Equal(0.5, new PredictedArrays([1, 0, 1, 0], [0.9f, 0.3f, 0.7f, 0.1f]).BestThreshold());

    [Fact]
    public void BestThreshold_TwoAreBest_TakesTheOneNearerToAHalf()
    {
        // Between 0.75 and 0.625, and between 0.25 and 0.125, one row is on the wrong side each.
        PredictedArrays rows = new([1, 0, 1, 0], [0.75f, 0.625f, 0.25f, 0.125f]);
        Assert.Equal((0.75 + 0.625) / 2, rows.BestThreshold());
    }

    [Fact]
    public void BestThreshold_WorseThanChance_PredictsTheSecondClassNowhere()
    {
        PredictedArrays rows = new([0, 1], [0.75f, 0.25f]);
        Assert.Equal(0.75, rows.BestThreshold());
        Assert.Equal([[1, 0], [1, 0]], rows.AtThreshold(rows.BestThreshold()).ConfusionMatrix);
    }

    [Fact]
    public void BestThreshold_OneClass_IsAHalf() => Assert.Equal(0.5, new PredictedArrays([1, 1], [0.75f, 0.25f]).BestThreshold());

    [Fact]
    public void BestThreshold_NoThresholdIsBetter()
    {
        PredictedArrays rows = PredictedArrays.Classes(500, 2, seed: 2, levels: 60).WithWeights(3);
        double best = rows.AtThreshold(rows.BestThreshold()).BalancedAccuracy;
        Assert.All(rows.Scores.Distinct().Append(-1), score => Assert.InRange(rows.AtThreshold(score).BalancedAccuracy, 0, best));
        Assert.Equal(rows.BestThreshold(), rows.Shuffled(1).BestThreshold(threads: 2, cuts: [7, 300]));
    }
}
