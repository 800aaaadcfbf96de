using Escala.Engines;
using Escala.Metrics;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

public sealed class ClusteringMetricsParityTests
{
    private const double RelativeTolerance = 1e-6;

    public static TheoryData<string> Names => ClusteringFixture.Names();

    [Fact]
    public void Names_ListTheCasesThatTheScriptMakes() => Assert.Equal(14, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void Silhouette_AsScikitLearn(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        AssertClose(fixture.Silhouette, ClusteringMetrics.Silhouette(fixture.Rows, fixture.Features, fixture.Labels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SilhouetteOfEveryRow_AsScikitLearn(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        using var arrays = new LabelledArrays("test", fixture.Rows, fixture.Features, fixture.Labels, 2);
        var solo = new SoloCollective();
        var sample = RowSample.Draw(arrays.Tiles, arrays.RowCount, 20_000, 0, arrays.Team, solo, CancellationToken.None);
        double[] scores = SilhouetteScorer.Score(sample, arrays.Team, solo, CancellationToken.None).Scores;

        Assert.Equal(fixture.Silhouettes.Length, scores.Length);
        for (int row = 0; row < scores.Length; row++)
        {
            // Relative to the range of the figure: a single row's may be as near to 0 as it likes.
            Assert.Equal(fixture.Silhouettes[row], scores[row], RelativeTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SilhouetteSquaredEuclidean_AsSparksFormula(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        AssertClose(
            fixture.SilhouetteSquaredEuclidean,
            ClusteringMetrics.SilhouetteSquaredEuclidean(fixture.Rows, fixture.Features, fixture.Labels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DaviesBouldin_AsScikitLearn(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        AssertClose(fixture.DaviesBouldin, ClusteringMetrics.DaviesBouldin(fixture.Rows, fixture.Features, fixture.Labels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CalinskiHarabasz_AsScikitLearn(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        AssertClose(fixture.CalinskiHarabasz, ClusteringMetrics.CalinskiHarabasz(fixture.Rows, fixture.Features, fixture.Labels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreementWithTruth_AsScikitLearnAndSciPy(string name)
    {
        var fixture = ClusteringFixture.Load(name);
        AssertClose(fixture.AdjustedRand, ClusteringMetrics.AdjustedRand(fixture.Labels, fixture.Truth));
        AssertClose(
            fixture.NormalizedMutualInformation, ClusteringMetrics.NormalizedMutualInformation(fixture.Labels, fixture.Truth));
        AssertClose(fixture.Accuracy, ClusteringMetrics.MatchedAccuracy(fixture.Labels, fixture.Truth));
    }

    private static void AssertClose(double expected, double? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected, actual.Value, Math.Abs(expected) * RelativeTolerance);
    }
}
