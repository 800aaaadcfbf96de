using Escala.Engines;
using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class EvaluationMetricsTests
{
    private static readonly PredictedArrays Two = new([1, 0, 1, 0], [0.75f, 0.5f, 0.25f, 0]);

    [Fact]
    public void Names_AreAllFound() => Assert.All(EvaluationMetrics.Names, name => Assert.Equal(name, EvaluationMetrics.Find(name)!.Name));

    [Theory]
    [InlineData("accuracy")]
    [InlineData("logloss@2")]
    [InlineData("error@half")]
    [InlineData("error@NaN")]
    [InlineData("ndcg@0")]
    [InlineData("map@-1")]
    [InlineData("")]
    public void Find_OtherName_IsNull(string name) => Assert.Null(EvaluationMetrics.Find(name));

    [Theory]
    [InlineData("auc", true)]
    [InlineData("aucpr", true)]
    [InlineData("ndcg@3", true)]
    [InlineData("map", true)]
    [InlineData("logloss", false)]
    [InlineData("error@0.7", false)]
    [InlineData("merror", false)]
    [InlineData("mae", false)]
    public void IsHigherBetter_IsTheMetrics(string name, bool expected) =>
        Assert.Equal(expected, EvaluationMetrics.Find(name)!.IsHigherBetter);

    [Fact]
    public void TwoClasses_ByHand()
    {
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.5) + Math.Log(0.25)) / 4, Two.Metric("logloss"), 1e-15);
        Assert.Equal(0.25, Two.Metric("error"));
        Assert.Equal(0.25, Two.Metric("error@0.2"));
        Assert.Equal(0.5, Two.Metric("error@0.8"));
        Assert.Equal(0.75, Two.Metric("auc"));
    }

    [Fact]
    public void LogLoss_CertainAndWrong_IsThatOfTheLeastProbability() =>
        Assert.Equal(-Math.Log(1e-16), new PredictedArrays([0, 1], [1, 0]).Metric("logloss"), 1e-13);

    [Fact]
    public void Groups_ByHand()
    {
        PredictedArrays rows = new([0, 2, 1, 0, 0], [3, 2, 1, 5, 4]) { GroupSizes = [3, 2] };
        double gained = (3 / Math.Log2(3)) + (1 / Math.Log2(4));
        double ideal = 3 + (1 / Math.Log2(3));
        Assert.Equal(((gained / ideal) + 1) / 2, rows.Metric("ndcg"), 1e-15);
        Assert.Equal(((3 / Math.Log2(3) / ideal) + 1) / 2, rows.Metric("ndcg@2"), 1e-15);
        Assert.Equal((((0.5 + (2 / 3.0)) / 2) + 1) / 2, rows.Metric("map"), 1e-15);
    }

    [Fact]
    public void Groups_WeightOfTheFirstRow_Counts()
    {
        PredictedArrays rows = new([0, 1, 1, 0], [2, 1, 2, 1]) { GroupSizes = [2, 2], Weights = [3, 3, 1, 1] };
        Assert.Equal(((3 * 0.5) + 1) / 4, rows.Metric("map"), 1e-15);
    }

    [Theory]
    [InlineData("logloss", 2)]
    [InlineData("error@0.4", 2)]
    [InlineData("auc", 2)]
    [InlineData("aucpr", 2)]
    [InlineData("mlogloss", 5)]
    [InlineData("merror", 5)]
    [InlineData("auc", 5)]
    [InlineData("rmse", 2)]
    [InlineData("mae", 2)]
    public void Evaluate_OrderThreadsAndRanks_DoNotChangeABit(string name, int classes)
    {
        PredictedArrays rows = PredictedArrays.Classes(40_001, classes, seed: 8, levels: 300).WithWeights(9);
        double expected = rows.Metric(name);
        Assert.True(double.IsFinite(expected) && expected > 0);
        Assert.Equal(expected, rows.Metric(name, threads: 3));
        Assert.Equal(expected, rows.Shuffled(1).Metric(name, threads: 2, [0, 33_000]));
    }

    [Theory]
    [InlineData("ndcg")]
    [InlineData("map@4")]
    public void Evaluate_GroupsOverRanks_DoNotChangeABit(string name)
    {
        PredictedArrays rows = PredictedArrays.Classes(3_000, 2, seed: 2, levels: 20) with
        {
            GroupSizes = [.. Enumerable.Repeat(10, 300)],
        };
        Assert.Equal(rows.Metric(name), rows.Metric(name, threads: 2, [100, 100, 1_990]));
    }

    [Theory]
    [InlineData("auc")]
    [InlineData("aucpr")]
    public void Areas_OneClass_AreNaN(string name) => Assert.Equal(double.NaN, new PredictedArrays([1, 1], [0.1f, 0.2f]).Metric(name));

    [Fact]
    public void Evaluate_NotFinite_IsNaNOnEveryRank() =>
        Assert.Equal(double.NaN, new PredictedArrays([1, 1], [0.1f, float.PositiveInfinity]).Metric("rmse", cuts: [1]));

    [Fact]
    public void Evaluate_NoRows_IsNaN() => Assert.Equal(double.NaN, new PredictedArrays([], []).Metric("logloss"));

    [Fact]
    public void Ndcg_NoGroups_Throws() =>
        Assert.Contains("groups", Assert.Throws<EscalaException>(() => Two.Metric("ndcg")).Message, StringComparison.Ordinal);

    [Fact]
    public void Auc_Groups_Throws() => Assert.Contains(
        "groups", Assert.Throws<EscalaException>(() => (Two with { GroupSizes = [4] }).Metric("auc")).Message, StringComparison.Ordinal);

    [Fact]
    public void EvaluationRows_OfAUser_AreEvaluatedOnTheCallersThread() => Assert.Equal(
        0.25, EvaluationMetrics.Find("error")!.Evaluate(new EvaluationRows(Two.Labels, Two.Scores), new SoloCollective()));

    [Fact]
    public void EvaluationRows_LengthsThatDoNotFit_Throw()
    {
        Assert.Contains("scores", Thrown(() => _ = new EvaluationRows([1, 0], [1])), StringComparison.Ordinal);
        Assert.Contains("outputs", Thrown(() => _ = new EvaluationRows([1], [], outputs: 0)), StringComparison.Ordinal);
        Assert.Contains("weights", Thrown(() => _ = new EvaluationRows([1, 0], [1, 1], [1])), StringComparison.Ordinal);
        Assert.Contains("weights", Thrown(() => _ = new EvaluationRows([1, 0], [1, 1], [1, -1])), StringComparison.Ordinal);
        Assert.Contains("groupSizes", Thrown(() => _ = new EvaluationRows([1, 0], [1, 1], groupSizes: [1])), StringComparison.Ordinal);
        Assert.Contains("groupSizes", Thrown(() => _ = new EvaluationRows([1, 0], [1, 1], groupSizes: [2, 0])), StringComparison.Ordinal);
    }

    private static string Thrown(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
