using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class ClusteringMetricsArgumentTests
{
    private static readonly float[] Rows = [0, 1, 4, 6];
    private static readonly int[] Labels = [0, 0, 1, 1];

    /// <summary>The four figures of rows, called with the same arguments.</summary>
    private delegate double? Figure(float[] rows, int features, int[] labels, int? threads, CancellationToken cancellationToken);

    public static TheoryData<string> RowFigures =>
    [
        nameof(ClusteringMetrics.Silhouette),
        nameof(ClusteringMetrics.SilhouetteSquaredEuclidean),
        nameof(ClusteringMetrics.DaviesBouldin),
        nameof(ClusteringMetrics.CalinskiHarabasz),
    ];

    [Theory]
    [MemberData(nameof(RowFigures))]
    public void RowFigure_NoFeatures_Throws(string name) => AssertThrows(
        () => Named(name)(Rows, 0, Labels, null, CancellationToken.None),
        $"features of ClusteringMetrics.{name} must be at least 1, but was 0.");

    [Theory]
    [MemberData(nameof(RowFigures))]
    public void RowFigure_LengthsThatDoNotFit_Throws(string name) => AssertThrows(
        () => Named(name)(Rows, 2, Labels, null, CancellationToken.None),
        $"rows of ClusteringMetrics.{name} must be one value per label and feature, 4 x 2, but was 4 values.");

    [Theory]
    [MemberData(nameof(RowFigures))]
    public void RowFigure_NoThreads_Throws(string name) => AssertThrows(
        () => Named(name)(Rows, 1, Labels, 0, CancellationToken.None),
        $"threads of ClusteringMetrics.{name} must be at least 1, but was 0.");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void RowFigure_ValueNotFinite_ThrowsNamingRowAndColumn(float value)
    {
        foreach (string name in RowFigures)
        {
            AssertThrows(
                () => Named(name)([0, 1, 2, value, 4, 5], 2, [0, 0, 1], null, CancellationToken.None),
                $"rows of ClusteringMetrics.{name} must be finite, but was {value} in row 1, column 1.");
        }
    }

    [Theory]
    [MemberData(nameof(RowFigures))]
    public void RowFigure_CancelledToken_Throws(string name) =>
        Assert.ThrowsAny<OperationCanceledException>(() => Named(name)(Rows, 1, Labels, 2, new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(RowFigures))]
    public void RowFigure_WhereClustersCannotBeCompared_IsNull(string name)
    {
        Assert.Null(Named(name)(Rows, 1, [3, 3, 3, 3], null, CancellationToken.None));
        Assert.Null(Named(name)(Rows, 1, [3, 2, 1, 0], null, CancellationToken.None));
        Assert.Null(Named(name)([5], 1, [0], null, CancellationToken.None));
        Assert.Null(Named(name)([], 1, [], null, CancellationToken.None));
    }

    [Fact]
    public void Silhouette_SampleOfFewerThanTwoRows_Throws() => AssertThrows(
        () => ClusteringMetrics.Silhouette(Rows, 1, Labels, maxRows: 1),
        "maxRows of ClusteringMetrics.Silhouette must be at least 2, but was 1.");

    [Fact]
    public void Agreement_LengthsThatDiffer_Throws()
    {
        AssertThrows(() => ClusteringMetrics.AdjustedRand([0, 1], [0]), Message(nameof(ClusteringMetrics.AdjustedRand), "2 against 1"));
        AssertThrows(
            () => ClusteringMetrics.NormalizedMutualInformation([0], [0, 1]),
            Message(nameof(ClusteringMetrics.NormalizedMutualInformation), "1 against 2"));
        AssertThrows(() => ClusteringMetrics.MatchedAccuracy([], [0]), Message(nameof(ClusteringMetrics.MatchedAccuracy), "0 against 1"));
    }

    [Fact]
    public void Agreement_NoRows_Throws() =>
        AssertThrows(() => ClusteringMetrics.AdjustedRand([], []), Message(nameof(ClusteringMetrics.AdjustedRand), "0 against 0"));

    [Fact]
    public void MatchedAccuracy_MorePairsThanCanBeMatched_Throws()
    {
        int[] labels = [.. Enumerable.Range(0, 6000)];
        AssertThrows(
            () => ClusteringMetrics.MatchedAccuracy(labels, labels),
            "labels of ClusteringMetrics.MatchedAccuracy must be at most 33554432 pairs of a cluster and a true label, but was 6000 x 6000.");
    }

    private static Figure Named(string name) => name switch
    {
        nameof(ClusteringMetrics.Silhouette) => (rows, features, labels, threads, token) =>
            ClusteringMetrics.Silhouette(rows, features, labels, threads: threads, cancellationToken: token),
        nameof(ClusteringMetrics.SilhouetteSquaredEuclidean) => (rows, features, labels, threads, token) =>
            ClusteringMetrics.SilhouetteSquaredEuclidean(rows, features, labels, threads, token),
        nameof(ClusteringMetrics.DaviesBouldin) => (rows, features, labels, threads, token) =>
            ClusteringMetrics.DaviesBouldin(rows, features, labels, threads, token),
        _ => (rows, features, labels, threads, token) =>
            ClusteringMetrics.CalinskiHarabasz(rows, features, labels, threads, token),
    };

    private static string Message(string method, string lengths) =>
        $"labels of ClusteringMetrics.{method} must be as many as truth and at least 1, but was {lengths}.";

    private static void AssertThrows(Func<object?> call, string start) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
}
