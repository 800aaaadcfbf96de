using System.Text.Json;
using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class ClusteringEvaluationTests
{
    private static readonly LabelledRows Small = LabelledRows.Blobs(1_500, 3, 7, seed: 1);

    [Fact]
    public void Compute_None_ComputesNothing() => Assert.Equal(
        new ClusteringScores(), Small.Evaluate(ClusteringMetricSet.None) with { AbsentReasons = new ClusteringScores().AbsentReasons });

    [Fact]
    public void Compute_Default_LeavesTheSilhouetteOut()
    {
        ClusteringScores scores = Small.Evaluate(ClusteringMetricSet.Default);
        Assert.Null(scores.Silhouette);
        Assert.Null(scores.SilhouetteRows);
        Assert.Null(scores.SilhouetteIsSampled);
        Assert.NotNull(scores.SilhouetteSquaredEuclidean);
        Assert.NotNull(scores.Accuracy);
        Assert.Empty(scores.AbsentReasons);
    }

    [Fact]
    public void Compute_AllFigures_AreThoseOfTheArrays()
    {
        int[] truth = [.. Small.Truth!.Select(label => (int)(label * 2))];
        ClusteringScores scores = Small.Evaluate(ClusteringMetricSet.All);
        Assert.Equal(ClusteringMetrics.Silhouette(Small.Values, 3, Small.Labels), scores.Silhouette);
        Assert.Equal(1_500, scores.SilhouetteRows);
        Assert.False(scores.SilhouetteIsSampled);
        Assert.Equal(ClusteringMetrics.SilhouetteSquaredEuclidean(Small.Values, 3, Small.Labels), scores.SilhouetteSquaredEuclidean);
        Assert.Equal(ClusteringMetrics.DaviesBouldin(Small.Values, 3, Small.Labels), scores.DaviesBouldin);
        Assert.Equal(ClusteringMetrics.CalinskiHarabasz(Small.Values, 3, Small.Labels), scores.CalinskiHarabasz);
        Assert.Equal(ClusteringMetrics.AdjustedRand(Small.Labels, truth), scores.AdjustedRand);
        Assert.Equal(ClusteringMetrics.NormalizedMutualInformation(Small.Labels, truth), scores.NormalizedMutualInformation);
        Assert.Equal(ClusteringMetrics.MatchedAccuracy(Small.Labels, truth), scores.Accuracy);
    }

    [Fact]
    public void Compute_NoTrueLabels_LeavesAgreementOut()
    {
        ClusteringScores scores = (Small with { Truth = null }).Evaluate(ClusteringMetricSet.All);
        Assert.Null(scores.AdjustedRand);
        Assert.Null(scores.NormalizedMutualInformation);
        Assert.Null(scores.Accuracy);
        Assert.NotNull(scores.Silhouette);
        Assert.Empty(scores.AbsentReasons);
    }

    [Fact]
    public void Compute_Weights_DoNotCount()
    {
        LabelledRows weighted = Small with { Weights = [.. Enumerable.Range(0, Small.Count).Select(row => (float)(row % 5))] };
        AssertSame(Small.Evaluate(ClusteringMetricSet.All), weighted.Evaluate(ClusteringMetricSet.All));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Compute_Threads_DoNotChangeABit(int threads, int cut) => AssertSame(
        Small.Evaluate(ClusteringMetricSet.All), Small.Evaluate(ClusteringMetricSet.All, threads, [.. new[] { 700 }.Take(cut)]));

    [Theory]
    [InlineData(1000)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    public void Compute_BlockRows_DoNotChangeABit(int blockRows) => AssertSame(
        Small.Evaluate(ClusteringMetricSet.All), Small.Evaluate(ClusteringMetricSet.All, blockRows: blockRows));

    [Theory]
    [InlineData(new[] { 750 })]
    [InlineData(new[] { 1, 3 })]
    [InlineData(new[] { 0, 0, 900, 1500 })] // Three of five ranks have no rows.
    [InlineData(new[] { 64, 65, 200, 1499 })]
    public void Compute_Ranks_DoNotChangeABit(int[] cuts) => AssertSame(
        Small.Evaluate(ClusteringMetricSet.All), Small.Evaluate(ClusteringMetricSet.All, threads: 2, cuts));

    [Fact]
    public void Compute_SampledSilhouette_IsTheSameOnAnyWorld()
    {
        LabelledRows many = LabelledRows.Blobs(SilhouetteScorer.MaxRows + 3_000, 2, 5, seed: 2);
        ClusteringScores alone = many.Evaluate(ClusteringMetricSet.All, seed: 3);
        Assert.Equal(SilhouetteScorer.MaxRows, alone.SilhouetteRows);
        Assert.True(alone.SilhouetteIsSampled);
        AssertSame(alone, many.Evaluate(ClusteringMetricSet.All, threads: 2, [5_000, 21_000], seed: 3));
    }

    [Fact]
    public void Compute_MoreThan255Clusters_CountsEveryLabel()
    {
        // 300 pairs of rows, each pair far from the others.
        int[] labels = [.. Enumerable.Range(0, 600).Select(row => row / 2)];
        var rows = new LabelledRows([.. labels.Select((label, row) => (label * 1000f) + (row % 2))], 1, labels, 300)
        {
            Truth = [.. labels.Select(label => (float)label)],
        };
        ClusteringScores scores = rows.Evaluate(ClusteringMetricSet.All, threads: 2, [333]);
        Assert.Equal(1, scores.Accuracy);
        Assert.Equal(1, scores.AdjustedRand);
        Assert.InRange(scores.Silhouette!.Value, 0.998, 1);
        Assert.Equal(1 / 1000.0, scores.DaviesBouldin!.Value, 1e-12);
    }

    [Theory]
    [InlineData(1e-36f)]
    [InlineData(1e37f)]
    public void Compute_ValuesAtTheEndsOfFloat_AreScored(float factor)
    {
        float power = MathF.ScaleB(1, MathF.ILogB(factor));
        LabelledRows scaled = Small with { Values = [.. Small.Values.Select(value => (value < 0 ? value - 1 : value + 1) * power)] };
        LabelledRows reference = Small with { Values = [.. Small.Values.Select(value => value < 0 ? value - 1 : value + 1)] };
        AssertSame(reference.Evaluate(ClusteringMetricSet.All), scaled.Evaluate(ClusteringMetricSet.All));
    }

    [Fact]
    public void Compute_OrderOfRowsAndNamesOfLabels_DoNotMatter()
    {
        int[] order = [.. Enumerable.Range(0, Small.Count).Select(row => (row * 7 + 3) % Small.Count)];
        LabelledRows mixed = Small with
        {
            Values = [.. order.SelectMany(row => Small.Values.Skip(row * 3).Take(3))],
            Labels = [.. order.Select(row => (Small.Labels[row] + 2) % 7)],
            Truth = [.. order.Select(row => -Small.Truth![row])],
        };
        ClusteringScores expected = Small.Evaluate(ClusteringMetricSet.All);
        ClusteringScores actual = mixed.Evaluate(ClusteringMetricSet.All);
        foreach ((double left, double right) in Figures(expected).Zip(Figures(actual)))
        {
            Assert.Equal(left, right, Math.Abs(left) * 1e-13);
        }
    }

    [Theory]
    [InlineData(false, "At least 2 clusters must have rows")]
    [InlineData(true, "There must be fewer clusters than rows")]
    public void Compute_ClustersThatCannotBeCompared_LeavesFiguresOutAndSaysWhy(bool everyRowItsOwn, string reason)
    {
        var rows = new LabelledRows([1, 2, 3, 4], 1, everyRowItsOwn ? [3, 0, 1, 2] : [2, 2, 2, 2], 9) { Truth = [1, 1, 2, 2] };
        ClusteringScores scores = rows.Evaluate(ClusteringMetricSet.All, cuts: [1]);
        Assert.Equal(
            ["calinskiHarabasz", "daviesBouldin", "silhouette", "silhouetteSquaredEuclidean"], scores.AbsentReasons.Keys.Order());
        Assert.All(scores.AbsentReasons.Values, text => Assert.StartsWith(reason, text, StringComparison.Ordinal));
        Assert.Null(scores.Silhouette);
        Assert.Null(scores.SilhouetteRows);
        Assert.Null(scores.SilhouetteSquaredEuclidean);
        Assert.Null(scores.DaviesBouldin);
        Assert.Null(scores.CalinskiHarabasz);
        Assert.Equal(0.5, scores.Accuracy);
    }

    [Fact]
    public void Compute_NoRows_LeavesFiguresOut()
    {
        ClusteringScores scores = new LabelledRows([], 2, [], 3).Evaluate(ClusteringMetricSet.All);
        Assert.Equal(4, scores.AbsentReasons.Count);
        Assert.Null(scores.Accuracy);
    }

    [Fact]
    public void Compute_TooManyTrueLabelsToMatch_LeavesAccuracyOutAndSaysWhy()
    {
        int[] labels = [.. Enumerable.Range(0, 12_000).Select(row => row / 2)];
        var rows = new LabelledRows([.. labels.Select(label => (float)label)], 1, labels, 6_000)
        {
            Truth = [.. Enumerable.Range(0, 12_000).Select(row => (float)row)],
        };
        ClusteringScores scores = rows.Evaluate(ClusteringMetricSet.Default);
        Assert.Null(scores.Accuracy);
        Assert.StartsWith("6000 clusters and 12000 distinct true labels", scores.AbsentReasons["accuracy"], StringComparison.Ordinal);
        Assert.NotNull(scores.AdjustedRand);
        Assert.NotNull(scores.NormalizedMutualInformation);
    }

    [Theory]
    [InlineData(ClusteringMetricSet.Default)]
    [InlineData(ClusteringMetricSet.All)]
    public void Compute_CancelledToken_Throws(ClusteringMetricSet set) =>
        Assert.ThrowsAny<OperationCanceledException>(() => Small.Evaluate(set, threads: 2, token: new CancellationToken(canceled: true)));

    [Fact]
    public void Scores_TravelAsJson()
    {
        ClusteringScores scores = Small.Evaluate(ClusteringMetricSet.All) with
        {
            AbsentReasons = new Dictionary<string, string> { ["accuracy"] = "why" },
        };
        string json = JsonSerializer.Serialize(scores, JsonSerializerOptions.Web);
        Assert.Contains("\"silhouetteSquaredEuclidean\":0.", json, StringComparison.Ordinal);
        ClusteringScores back = JsonSerializer.Deserialize<ClusteringScores>(json, JsonSerializerOptions.Web)!;
        Assert.Equal("why", back.AbsentReasons["accuracy"]);
        AssertSame(scores, back);
    }

    private static void AssertSame(ClusteringScores expected, ClusteringScores actual)
    {
        Assert.Equal(Figures(expected).Select(BitConverter.DoubleToInt64Bits), Figures(actual).Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(expected.SilhouetteRows, actual.SilhouetteRows);
        Assert.Equal(expected.SilhouetteIsSampled, actual.SilhouetteIsSampled);
    }

    /// <summary>All seven figures, none of which may be absent.</summary>
    private static double[] Figures(ClusteringScores scores) =>
    [
        scores.Silhouette!.Value,
        scores.SilhouetteSquaredEuclidean!.Value,
        scores.DaviesBouldin!.Value,
        scores.CalinskiHarabasz!.Value,
        scores.AdjustedRand!.Value,
        scores.NormalizedMutualInformation!.Value,
        scores.Accuracy!.Value,
    ];
}
