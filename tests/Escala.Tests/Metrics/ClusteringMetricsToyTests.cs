using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

/// <summary>Cases that were computed by hand.</summary>
public sealed class ClusteringMetricsToyTests
{
    private const double Tolerance = 1e-15;

    /// <summary>Four rows on a line in two clusters.</summary>
    private static readonly float[] Line = [0, 1, 4, 6];

    private static readonly int[] Pairs = [0, 0, 1, 1];

    [Fact]
    public void Silhouette_FourRows()
    {
        // a = 1, 1, 2, 2; b = 5, 4, 3.5, 5.5.
        double expected = ((4 / 5.0) + (3 / 4.0) + (1.5 / 3.5) + (3.5 / 5.5)) / 4;
        Assert.Equal(expected, ClusteringMetrics.Silhouette(Line, 1, Pairs)!.Value, Tolerance);
    }

    [Fact]
    public void SilhouetteSquaredEuclidean_FourRows()
    {
        // a = 1, 1, 4, 4; b = (16 + 36) / 2, (9 + 25) / 2, (16 + 9) / 2, (36 + 25) / 2.
        double expected = ((25 / 26.0) + (16 / 17.0) + (8.5 / 12.5) + (26.5 / 30.5)) / 4;
        Assert.Equal(expected, ClusteringMetrics.SilhouetteSquaredEuclidean(Line, 1, Pairs)!.Value, Tolerance);
    }

    [Fact]
    public void DaviesBouldin_FourRows()
    {
        // Means 0.5 and 5, mean distances to them 0.5 and 1.
        Assert.Equal(1.5 / 4.5, ClusteringMetrics.DaviesBouldin(Line, 1, Pairs)!.Value, Tolerance);
    }

    [Fact]
    public void CalinskiHarabasz_FourRows()
    {
        // Mean 2.75: B = 4 x 2.25^2; W = 0.5 + 2.
        Assert.Equal(20.25 / (2.5 / 2), ClusteringMetrics.CalinskiHarabasz(Line, 1, Pairs)!.Value, 1e-14);
    }

    [Fact]
    public void Silhouettes_OnlyRowOfItsCluster_ScoresZero()
    {
        float[] rows = [0, 1, 5];
        int[] labels = [4, 4, -9];
        Assert.Equal(((4 / 5.0) + (3 / 4.0)) / 3, ClusteringMetrics.Silhouette(rows, 1, labels)!.Value, Tolerance);
        Assert.Equal(((24 / 25.0) + (15 / 16.0)) / 3, ClusteringMetrics.SilhouetteSquaredEuclidean(rows, 1, labels)!.Value, Tolerance);
    }

    [Fact]
    public void Silhouettes_RowsInTheWrongClusters_AreNegative()
    {
        // Pairs {0, 0, 10, 10} labelled across: a = 10 and b = 5; squared a = 100 and b = 50.
        float[] rows = [0, 0, 10, 10];
        int[] labels = [0, 1, 0, 1];
        Assert.Equal(-0.5, ClusteringMetrics.Silhouette(rows, 1, labels)!.Value, Tolerance);
        Assert.Equal(-0.5, ClusteringMetrics.SilhouetteSquaredEuclidean(rows, 1, labels)!.Value, Tolerance);
    }

    [Fact]
    public void AllFigures_RowsAllEqual_AreAsScikitLearnHasThem()
    {
        float[] rows = [0.1f, 7, 0.1f, 7, 0.1f, 7, 0.1f, 7];
        Assert.Equal(0, ClusteringMetrics.Silhouette(rows, 2, Pairs));
        Assert.Equal(0, ClusteringMetrics.SilhouetteSquaredEuclidean(rows, 2, Pairs));
        Assert.Equal(0, ClusteringMetrics.DaviesBouldin(rows, 2, Pairs));
        Assert.Equal(1, ClusteringMetrics.CalinskiHarabasz(rows, 2, Pairs));
    }

    [Fact]
    public void AdjustedRand_FourRows()
    {
        // Of 6 pairs both put 1 together, the clusters 2, the classes 1: (1 - 2/6) / (1.5 - 2/6).
        Assert.Equal(4 / 7.0, ClusteringMetrics.AdjustedRand(Pairs, [0, 0, 1, 2]), Tolerance);
        Assert.Equal(-0.5, ClusteringMetrics.AdjustedRand(Pairs, [0, 1, 0, 1]), Tolerance);
        Assert.Equal(1, ClusteringMetrics.AdjustedRand(Pairs, [9, 9, -1, -1]));
    }

    [Fact]
    public void NormalizedMutualInformation_FourRows()
    {
        // The classes decide the clusters: I = H(clusters) = ln 2, H(classes) = 1.5 ln 2.
        Assert.Equal(0.8, ClusteringMetrics.NormalizedMutualInformation(Pairs, [0, 0, 1, 2]), Tolerance);
        Assert.Equal(0, ClusteringMetrics.NormalizedMutualInformation(Pairs, [0, 1, 0, 1]));
        Assert.Equal(1, ClusteringMetrics.NormalizedMutualInformation(Pairs, [5, 5, 3, 3]), Tolerance);
        Assert.Equal(1, ClusteringMetrics.NormalizedMutualInformation([2, 2], [7, 7]));
        Assert.Equal(0, ClusteringMetrics.NormalizedMutualInformation([0, 0, 0], [0, 1, 2]));
    }

    [Fact]
    public void MatchedAccuracy_TakingTheLargestCountFirstIsNotBest()
    {
        // Counts {3 2; 3 0}: 3 + 0 by greed, 2 + 3 at best.
        int[] labels = [0, 0, 0, 0, 0, 1, 1, 1];
        int[] truth = [0, 0, 0, 1, 1, 0, 0, 0];
        Assert.Equal(5 / 8.0, ClusteringMetrics.MatchedAccuracy(labels, truth));
    }

    [Theory]
    [InlineData(new[] { 0, 0, 1, 1, 2, 2 }, new[] { 5, 5, 5, 8, 8, 8 }, 4 / 6.0)]
    [InlineData(new[] { 5, 5, 5, 8, 8, 8 }, new[] { 0, 0, 1, 1, 2, 2 }, 4 / 6.0)]
    [InlineData(new[] { 1 }, new[] { 0 }, 1)]
    public void MatchedAccuracy_MoreOfOneThanOfTheOther_LeavesSomeUnmatched(int[] labels, int[] truth, double expected) =>
        Assert.Equal(expected, ClusteringMetrics.MatchedAccuracy(labels, truth));
}
