using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansStartsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.Random)]
    public async Task Run_EveryRestart_IsWhereAFitBegins(KMeansInitialization initialization)
    {
        Dataset data = Rows();
        var options = new KMeansOptions { Clusters = 6, Restarts = 3, Initialization = initialization, Standardize = true, Seed = 5 };
        await using var engine = new LocalEngine(threads: 2);
        KMeansModel fit = await new KMeansTrainer(options).FitAsync(data, engine, cancellationToken: Token);

        KMeansStartsResult starts = await RunAsync(engine, options, data);

        Assert.Equal(3, starts.PreparedCentroids.Count);
        Assert.Equal(fit.Fit.Scaler.Factors, starts.Scaler.Factors);
        for (int restart = 0; restart < 3; restart++)
        {
            KMeansOptions given = options with
            {
                Restarts = 1,
                Initialization = KMeansInitialization.Given,
                InitialCentroids = Restore(starts, restart, options.Clusters),
            };
            KMeansModel again = await new KMeansTrainer(given).FitAsync(data, engine, cancellationToken: Token);
            Assert.Equal(fit.Fit.RestartInertias[restart], again.Inertia);
        }
    }

    [Fact]
    public async Task Run_OnSeveralRanks_GivesTheSameBits()
    {
        var options = new KMeansOptions { Clusters = 5, Restarts = 2, Seed = 11 };
        await using var serial = new SerialEngine();
        await using var gang = new ThreadGang(world: 3);

        KMeansStartsResult one = await RunAsync(serial, options, Rows());
        KMeansStartsResult three = await RunAsync(gang, options, Rows());

        Assert.Equal(one.PreparedCentroids, three.PreparedCentroids);
    }

    [Fact]
    public async Task Run_MoreClustersThanDistinctRows_Throws()
    {
        await using var engine = new SerialEngine();

        await Assert.ThrowsAsync<DatasetException>(
            () => RunAsync(engine, new KMeansOptions { Clusters = 3 }, Dataset.FromRows(new float[] { 1, 1, 2 }, 1)));
    }

    private static Dataset Rows() =>
        Dataset.FromRows(Blobs.Make(2_000, 3, centers: 6, origin: 100), 3, new DatasetOptions { BlockRows = 256, TestFraction = 0.2 });

    private static double[][] Restore(KMeansStartsResult starts, int restart, int clusters) =>
        [.. Enumerable.Range(0, clusters).Select(cluster => Enumerable.Range(0, starts.Scaler.FeatureCount)
            .Select(feature => starts.Scaler.Restore(
                starts.PreparedCentroids[restart][(cluster * starts.Scaler.FeatureCount) + feature], feature)).ToArray())];

    private static async Task<KMeansStartsResult> RunAsync(IEngine engine, KMeansOptions options, Dataset data) =>
        (await engine.RunAsync<KMeansStarts, KMeansOptions, KMeansStartsResult>(
            new Job<KMeansOptions>(options, data), cancellationToken: Token)).Result;
}
