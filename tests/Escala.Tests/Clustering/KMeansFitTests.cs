using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansFitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fit_TwoPairsByHand_GivesMeansLabelsAndInertia()
    {
        // Two pairs on a line: means 1 and 11, each point 1 away, so the inertia is 4.
        float[] rows = [0, 2, 10, 12];
        KMeansModel model = await FitAsync(rows, 1, new KMeansOptions
        {
            Clusters = 2,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [[1], [2]],
        });

        Assert.Equal([1.0, 11.0], model.Centroids().Cast<double>());
        Assert.Equal(4.0, model.Inertia);
        Assert.Equal([0, 0, 1, 1], model.Predict(rows));
        Assert.Equal([1f, 1f, 1f, 1f], model.Distances(rows));
        Assert.Equal([2L, 2L], model.Fit.ClusterSizes);
        Assert.Equal(KMeansStopReason.NoRowMoved, model.Fit.StopReason);
    }

    [Fact]
    public async Task Fit_MissingValuesKept_Throws()
    {
        var data = Dataset.FromRows(new float[] { 0, 1 }, 1, new DatasetOptions { Missing = MissingValues.Keep });
        var fault = await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(data, new KMeansOptions { Clusters = 1 }));
        Assert.Contains("Missing of DatasetOptions must be Refuse or Drop for K-means", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_ValidationPart_Throws()
    {
        var data = Dataset.FromRows(new float[] { 0, 1 }, 1, new DatasetOptions { ValidationFraction = 0.5 });
        var fault = await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(data, new KMeansOptions { Clusters = 1 }));
        Assert.Contains("ValidationFraction of DatasetOptions must be 0 for K-means", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_Weights_PullTheMean()
    {
        // One cluster, weights 3 and 1: mean (3*0 + 1*4) / 4 = 1, inertia 3*1 + 1*9 = 12.
        var data = Dataset.FromRows(new float[] { 0, 3, 4, 1 }, 2, new DatasetOptions { Weights = "x1" });
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 1 });

        Assert.Equal([1.0], model.Centroids().Cast<double>());
        Assert.Equal(12.0, model.Inertia, 12);
    }

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.Random)]
    public async Task Fit_AsManyClustersAsDistinctRows_HasNoInertia(KMeansInitialization initialization)
    {
        float[] rows = [.. Enumerable.Range(0, 40).Select(i => (float)(i * i))];
        KMeansModel model = await FitAsync([.. rows, .. rows], 1, new KMeansOptions { Clusters = 40, Initialization = initialization });

        Assert.Equal(0.0, model.Inertia);
        Assert.All(model.Fit.ClusterSizes, size => Assert.Equal(2, size));
    }

    [Fact]
    public async Task Fit_OneRow_IsItsOwnCentroid()
    {
        KMeansModel model = await FitAsync([3, 4], 2, new KMeansOptions { Clusters = 1 });

        Assert.Equal([3.0, 4.0], model.Centroids().Cast<double>());
        Assert.Equal(0.0, model.Inertia);
        Assert.Equal(1, model.Fit.Rows);
    }

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.Random)]
    public async Task Fit_MoreClustersThanDistinctRows_Throws(KMeansInitialization initialization)
    {
        DatasetException error = await Assert.ThrowsAsync<DatasetException>(
            () => FitAsync([1, 1, 1, 2, 2], 1, new KMeansOptions { Clusters = 3, Initialization = initialization }));

        Assert.Contains("2 distinct rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_AllRowsEqual_OneClusterWorksTwoThrow()
    {
        float[] rows = [.. Enumerable.Repeat(0.1f, 300)];
        KMeansModel model = await FitAsync(rows, 1, new KMeansOptions { Clusters = 1, Standardize = true });
        Assert.Equal(0.0, model.Inertia);
        Assert.Equal(0.1f, (float)model.Centroids()[0, 0]);

        await Assert.ThrowsAsync<DatasetException>(() => FitAsync(rows, 1, new KMeansOptions { Clusters = 2 }));
    }

    [Fact]
    public async Task Fit_AllWeightsZero_Throws()
    {
        var data = Dataset.FromRows(new float[] { 1, 0, 2, 0 }, 2, new DatasetOptions { Weights = "x1" });
        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => FitAsync(data, new KMeansOptions { Clusters = 1 }));
        Assert.Contains("weights", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Fit_DistancesBeyondFloat32_NamesTheColumn()
    {
        DatasetException error = await Assert.ThrowsAsync<DatasetException>(
            () => FitAsync([0, 1, 0, -2e38f, 1, 3e38f], 2, new KMeansOptions { Clusters = 2 }));
        Assert.Contains("'x1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_EmptyClusters_AreRefilledFromTheFarthestRows()
    {
        // Both far centroids start where no row is nearest to them.
        float[] rows = [0, 1, 2, 50, 51, 100];
        KMeansModel model = await FitAsync(rows, 1, new KMeansOptions
        {
            Clusters = 3,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [[1], [1000], [2000]],
        });

        Assert.All(model.Fit.ClusterSizes, size => Assert.True(size > 0));
        Assert.Equal(2.5, model.Inertia, 5);
    }

    [Fact]
    public async Task Fit_MoreIterations_NeverRaiseTheInertia()
    {
        float[] rows = Blobs.Make(3000, 5, 12);
        double before = double.PositiveInfinity;
        for (int iterations = 1; iterations < 15; iterations++)
        {
            KMeansModel model = await FitAsync(rows, 5, new KMeansOptions
            {
                Clusters = 9,
                Initialization = KMeansInitialization.Random,
                MaxIterations = iterations,
                Tolerance = 0,
            });
            Assert.True(model.Inertia <= before * (1 + 1e-6), $"{iterations}: {model.Inertia} after {before}");
            before = model.Inertia;
        }
    }

    [Fact]
    public async Task Fit_History_IsTheInertiaOfEachIteration()
    {
        float[] rows = Blobs.Make(2000, 3, 5);
        KMeansOptions options = new() { Clusters = 6, Initialization = KMeansInitialization.Random, Tolerance = 0 };
        KMeansModel model = await FitAsync(rows, 3, options);

        Assert.Equal(model.Fit.Iterations, model.Fit.History.Count);
        for (int iteration = 1; iteration < 4; iteration++)
        {
            KMeansModel shorter = await FitAsync(rows, 3, options with { MaxIterations = iteration });
            Assert.Equal(model.Fit.History[iteration], shorter.Inertia, 1e-5 * shorter.Inertia);
        }
    }

    [Fact]
    public async Task Fit_GivenCentroids_DoesNotDependOnTheOrderOfRows()
    {
        const int Features = 4;
        float[] rows = Blobs.Make(1500, Features, 6);
        float[] reversed = [.. rows.Chunk(Features).Reverse().SelectMany(row => row)];
        KMeansOptions options = new()
        {
            Clusters = 5,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [.. rows.Chunk(Features).Take(5).Select(row => row.Select(value => (double)value).ToArray())],
        };

        KMeansModel one = await FitAsync(rows, Features, options);
        KMeansModel other = await FitAsync(reversed, Features, options);

        Assert.Equal(one.Fit.CentroidsDigest, other.Fit.CentroidsDigest);
        Assert.Equal(one.Inertia, other.Inertia);
        Assert.Equal(one.Predict(rows), other.Predict(rows));
    }

    [Fact]
    public async Task Fit_PermutedCentroids_PermuteTheLabels()
    {
        float[] rows = Blobs.Make(1000, 2, 4);
        double[][] centroids = [[1, 1], [5, 5], [9, 1], [1, 9]];
        KMeansOptions options = new() { Clusters = 4, Initialization = KMeansInitialization.Given, InitialCentroids = centroids };
        KMeansModel one = await FitAsync(rows, 2, options);
        KMeansModel other = await FitAsync(rows, 2, options with { InitialCentroids = [centroids[2], centroids[0], centroids[3], centroids[1]] });

        int[] place = [1, 3, 0, 2];
        Assert.Equal(one.Predict(rows).Select(label => place[label]), other.Predict(rows));
        Assert.Equal(one.Inertia, other.Inertia);
    }

    [Fact]
    public async Task Fit_IntegerWeights_EqualRepeatedRows()
    {
        const int Features = 3;
        float[][] rows = [.. Blobs.Make(900, Features, 5).Chunk(Features)];
        int[] weights = [.. rows.Select((_, i) => 1 + (i % 3))];
        float[] repeated = [.. rows.SelectMany((row, i) => Enumerable.Repeat(row, weights[i])).SelectMany(row => row)];
        float[] weighted = [.. rows.SelectMany((row, i) => row.Append(weights[i]))];
        KMeansOptions options = new()
        {
            Clusters = 4,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [.. rows.Take(4).Select(row => row.Select(value => (double)value).ToArray())],
            Tolerance = 0,
        };

        KMeansModel one = await FitAsync(repeated, Features, options);
        KMeansModel other = await FitAsync(Dataset.FromRows(weighted, Features + 1, new DatasetOptions { Weights = "x3" }), options);

        Assert.Equal(one.Inertia, other.Inertia, 1e-6 * one.Inertia);
        Assert.Equal(one.Predict(repeated), other.Predict(repeated));
    }

    [Fact]
    public async Task Fit_Restarts_KeepTheLowestInertiaAndItsLabels()
    {
        float[] rows = Blobs.Make(1200, 2, 9);
        KMeansModel model = await FitAsync(
            rows, 2, new KMeansOptions { Clusters = 9, Initialization = KMeansInitialization.Random, Restarts = 6 });

        Assert.Equal(6, model.Fit.RestartInertias.Count);
        Assert.True(model.Fit.RestartInertias.Distinct().Count() > 1, "All runs ended alike; the test shows nothing.");
        Assert.Equal(model.Fit.RestartInertias.Min(), model.Inertia);
        Assert.Equal(Digests.OfLabels(model.Predict(rows), model.ClusterCount), model.Fit.LabelsDigest);
    }

    [Fact]
    public async Task Fit_Standardized_IgnoresTheUnits()
    {
        float[] rows = Blobs.Make(2000, 2, 4);
        float[] inOtherUnits = [.. rows.Select((value, i) => i % 2 == 0 ? value * 1024 : value / 64)];
        KMeansOptions options = new() { Clusters = 4, Standardize = true, Restarts = 2 };

        KMeansModel one = await FitAsync(rows, 2, options);
        KMeansModel other = await FitAsync(inOtherUnits, 2, options);

        // Powers of two change no digit.
        Assert.Equal(one.Fit.LabelsDigest, other.Fit.LabelsDigest);
        Assert.Equal(one.Inertia, other.Inertia, 1e-5 * one.Inertia);
    }

    [Fact]
    public async Task Fit_TestPart_IsJudgedApart()
    {
        var data = Dataset.FromRows(Blobs.Make(4000, 2, 4), 2, new DatasetOptions { TestFraction = 0.25 });
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 4, Metrics = ClusteringMetricSet.All });

        Assert.Equal(4000, model.Fit.Rows + model.Fit.Test!.Rows);
        Assert.InRange(model.Fit.Test.Rows, 900, 1100);
        Assert.Equal(model.Inertia / model.Fit.Rows, model.Fit.Test.Inertia / model.Fit.Test.Rows, 0.1 * model.Inertia / model.Fit.Rows);
        Assert.NotNull(model.Fit.Test.Scores.Silhouette);
    }

    [Fact]
    public async Task Fit_CancelledToken_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var engine = new SerialEngine();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new KMeansTrainer(new KMeansOptions { Clusters = 2 })
            .FitAsync(Dataset.FromRows(Blobs.Make(100, 2, 2), 2), engine, cancellationToken: cancelled.Token));
    }

    [Fact]
    public async Task Fit_InitialCentroidsOfOtherWidth_Throws()
    {
        await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync([1, 2, 3, 4], 2, new KMeansOptions
        {
            Clusters = 1,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [[1, 2, 3]],
        }));
    }

    [Fact]
    public void Validate_ManyFaults_ListsThemAll()
    {
        InvalidOptionsException error = Assert.Throws<InvalidOptionsException>(() => new KMeansTrainer(new KMeansOptions
        {
            Clusters = 0,
            Restarts = 0,
            MaxIterations = -1,
            Tolerance = double.NaN,
            Oversampling = 0,
            InitializationRounds = 0,
            InitialCentroids = [[1]],
        }));
        Assert.Equal(7, error.Faults.Count);
    }

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.Random)]
    public async Task Fit_AnyWorldThreadsBlocksAndKernels_GivesTheSameBits(KMeansInitialization initialization)
    {
        const int Features = 5;
        float[] rows = [.. Blobs.Make(5000, Features, 12).Chunk(Features).SelectMany((row, i) => row.Append((i % 7) / 4f))];
        KMeansOptions options = new() { Clusters = 11, Initialization = initialization, Restarts = 2, Standardize = true, Metrics = ClusteringMetricSet.All };
        Dataset Data(int blockRows) => Dataset.FromRows(
            rows, Features + 1, new DatasetOptions { Weights = "x5", BlockRows = blockRows, TestFraction = 0.1 });

        await using var serial = new SerialEngine(KernelSet.Portable);
        KMeansFitResult expected = (await new KMeansTrainer(options).RunAsync(Data(65_536), serial, cancellationToken: Token)).Result;
        foreach (KernelSet kernels in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
        {
            foreach ((int world, int threads, int blockRows) in new[] { (1, 2, 64), (2, 1, 256), (3, 2, 1024), (5, 1, 65_536) })
            {
                await using var gang = new Testing.ThreadGang(world, threads, kernels);
                IReadOnlyList<KMeansFitResult> results =
                    await gang.RunRanksAsync<KMeansFit, KMeansOptions, KMeansFitResult>(new Job<KMeansOptions>(options, Data(blockRows)), null, Token);
                Assert.All(results, actual => AssertSameBits(expected, actual));
            }
        }
    }

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.Random)]
    public async Task Fit_RanksWithoutRows_GiveTheSameBits(KMeansInitialization initialization)
    {
        float[] rows = [0, 1, 2, 50, 51, 100];
        KMeansOptions options = new() { Clusters = 3, Initialization = initialization, Metrics = ClusteringMetricSet.All };
        KMeansModel expected = await FitAsync(rows, 1, options);
        await using var gang = new Testing.ThreadGang(9);
        KMeansFitResult actual = (await new KMeansTrainer(options).RunAsync(Dataset.FromRows(rows, 1), gang, cancellationToken: Token)).Result;

        Assert.Equal(expected.Fit.CentroidsDigest, actual.CentroidsDigest);
        Assert.Equal(expected.Fit.LabelsDigest, actual.LabelsDigest);
        Assert.Equal(expected.Inertia, actual.Inertia);
        Assert.Equal(expected.Fit.Scores.Silhouette, actual.Scores.Silhouette);
    }

    [Theory]
    [InlineData(1e5, 1)]
    [InlineData(-1e6, 30)]
    public async Task Fit_FarFromTheOrigin_LabelsAsFloat64Does(double origin, double spread)
    {
        const int Features = 3;
        float[] rows = Blobs.Make(4000, Features, 8, origin: origin, spread: spread);
        KMeansModel model = await FitAsync(rows, Features, new KMeansOptions { Clusters = 8, Restarts = 2 });

        (int[] expected, double inertia) = Reference.Nearest(rows, model.Centroids());
        Assert.Equal(expected, model.Predict(rows));
        Assert.Equal(inertia, model.Inertia, 1e-6 * inertia);
    }

    [Fact]
    public async Task Fit_ColumnsOfVeryDifferentScales_CentroidsAreMeansInBoth()
    {
        float[] rows = [.. Blobs.Make(3000, 2, 4).Select((value, i) => i % 2 == 0 ? value * 1e9f : value * 1e-3f)];
        KMeansModel model = await FitAsync(rows, 2, new KMeansOptions { Clusters = 4, Tolerance = 0 });

        int[] labels = model.Predict(rows);
        double[,] centroids = model.Centroids();
        for (int cluster = 0; cluster < 4; cluster++)
        {
            for (int feature = 0; feature < 2; feature++)
            {
                double mean = labels.Select((label, row) => (label, row)).Where(pair => pair.label == cluster)
                    .Average(pair => (double)rows[(pair.row * 2) + feature]);
                Assert.Equal(mean, centroids[cluster, feature], 1e-6 * Math.Abs(mean));
            }
        }
    }

    private static void AssertSameBits(KMeansFitResult expected, KMeansFitResult actual)
    {
        Assert.Equal(expected.CentroidsDigest, actual.CentroidsDigest);
        Assert.Equal(expected.LabelsDigest, actual.LabelsDigest);
        Assert.Equal(expected.Inertia, actual.Inertia);
        Assert.Equal(expected.RestartInertias, actual.RestartInertias);
        Assert.Equal(expected.History, actual.History);
        Assert.Equal(expected.ClusterSizes, actual.ClusterSizes);
        Assert.Equal(expected.Test!.Inertia, actual.Test!.Inertia);
        Assert.Equal(expected.Scores.Silhouette, actual.Scores.Silhouette);
        Assert.Equal(expected.Scores.DaviesBouldin, actual.Scores.DaviesBouldin);
        Assert.Equal(expected.Scores.CalinskiHarabasz, actual.Scores.CalinskiHarabasz);
        Assert.Equal(expected.Scores.SilhouetteSquaredEuclidean, actual.Scores.SilhouetteSquaredEuclidean);
    }

    private static Task<KMeansModel> FitAsync(float[] rows, int features, KMeansOptions options) =>
        FitAsync(Dataset.FromRows(rows, features), options);

    private static async Task<KMeansModel> FitAsync(Dataset data, KMeansOptions options)
    {
        await using var engine = new SerialEngine();
        return await new KMeansTrainer(options).FitAsync(data, engine, cancellationToken: Token);
    }
}
