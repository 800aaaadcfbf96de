using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Xunit;

namespace Escala.Parity.Tests.KMeans;

/// <summary>From the same rows and initial centroids, the same clusters as scikit-learn.</summary>
public sealed class KMeansParityTests
{
    public static TheoryData<string> Fixtures => [.. KMeansFixture.Names];

    [Fact]
    public void Fixtures_AreThere() => Assert.Equal(9, KMeansFixture.Names.Count());

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Fit_FromTheSameCentroids_EqualsScikitLearn(string name)
    {
        KMeansFixture expected = KMeansFixture.Load(name);
        await using var engine = new SerialEngine();
        KMeansModel model = await new KMeansTrainer(new KMeansOptions
        {
            Clusters = expected.Clusters,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = expected.Initial,
            MaxIterations = expected.MaxIterations,
            Tolerance = expected.Tolerance,
            Standardize = expected.Standardize,
        }).FitAsync(Data(expected), engine, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected.Iterations, model.Fit.Iterations);
        Assert.Equal(expected.Labels, model.Predict(expected.Rows));
        Assert.Equal(expected.Inertia, model.Inertia, 1e-6 * expected.Inertia);
        double[,] centroids = model.Centroids();
        double size = expected.Rows.Max(Math.Abs);
        for (int cluster = 0; cluster < expected.Clusters; cluster++)
        {
            for (int feature = 0; feature < expected.Features; feature++)
            {
                Assert.Equal(expected.Centroids[cluster][feature], centroids[cluster, feature], 1e-6 * size);
            }
        }
    }

    private static Dataset Data(KMeansFixture fixture)
    {
        if (fixture.Weights is null)
        {
            return Dataset.FromRows(fixture.Rows, fixture.Features);
        }

        float[] rows = [.. fixture.Rows.Chunk(fixture.Features).SelectMany((row, i) => row.Append(fixture.Weights[i]))];
        return Dataset.FromRows(rows, fixture.Features + 1, new DatasetOptions { Weights = $"x{fixture.Features}" });
    }
}
