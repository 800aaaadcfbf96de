using Escala.Boosting;
using Escala.Cluster;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>What ranks answer together is what one core answers: whatever their number, kernels, and the way the rows come to them.</summary>
[Trait("Cluster", "Dask")]
[Trait("Library", "XGBoost")]
public sealed class DaskAnswerTests(DaskMixedFixture cluster) : IClassFixture<DaskMixedFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel, 3)]
    [InlineData(KMeansInitialization.KMeansPlusPlus, 2)]
    [InlineData(KMeansInitialization.Random, 3)]
    [InlineData(KMeansInitialization.KMeansParallel, 1)]
    public async Task KMeans_AnyRanksAndKernels_IsTheSameBitsAsOnOneCore(KMeansInitialization initialization, int ranks)
    {
        var options = new KMeansOptions { Clusters = 6, Initialization = initialization, Restarts = 2, Standardize = true, Seed = 5 };
        var data = Dataset.FromArray(AnswerRows.Of(5_000), new DatasetOptions { TestFraction = 0.1, BlockRows = 128 });
        await using DaskEngine dask = cluster.NewEngine(ranks);
        await using var serial = new SerialEngine();

        KMeansModel one = await new KMeansTrainer(options).FitAsync(data, serial, cancellationToken: Timeout);
        KMeansModel many = await new KMeansTrainer(options).FitAsync(data, dask, cancellationToken: Timeout);

        Assert.Equal(one.Fit.CentroidsDigest, many.Fit.CentroidsDigest);
        Assert.Equal(one.Fit.LabelsDigest, many.Fit.LabelsDigest);
        Assert.Equal(one.Inertia, many.Inertia);
    }

    [Fact]
    public async Task Csv_InThreeRanges_IsTheSameBitsAsInOneAndReadOnce()
    {
        string path = WriteCsv(_folder.Path);
        using var reader = new DuckDbReader();
        Dataset data = new DatasetReader(reader).Open(path, new DatasetOptions { Sql = "select a, b from data where a > -0.9" });
        var job = new KMeansTrainer(new KMeansOptions { Clusters = 4 });
        await using DaskEngine dask = cluster.NewEngine(DaskMixedFixture.Nodes);
        await using var serial = new SerialEngine();

        JobResult<KMeansFitResult> one = await job.RunAsync(data, serial, cancellationToken: Timeout);
        JobResult<KMeansFitResult> many = await job.RunAsync(data, dask, cancellationToken: Timeout);

        Assert.Equal(one.Result.LabelsDigest, many.Result.LabelsDigest);
        Assert.Equal(one.Result.CentroidsDigest, many.Result.CentroidsDigest);
        Assert.All(many.Ranks, rank => Assert.InRange(rank.ReadRows, 500, 4_000));
        Assert.Equal("sockets", many.Collective);
    }

    [Fact]
    public async Task File_ThatWorkersCannotSee_IsNamedWithTheAdviceAndShippedOnRequest()
    {
        Assert.SkipWhen(cluster.HiddenFolder is null, "Only root can hide a folder from the workers.");
        string path = WriteCsv(cluster.HiddenFolder!);
        using var reader = new DuckDbReader();
        Dataset data = new DatasetReader(reader).Open(path);
        var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 4 });
        await using DaskEngine reading = cluster.NewEngine(2);
        await using DaskEngine sent = cluster.NewEngine(2, ship: true);
        await using var serial = new SerialEngine();

        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => trainer.FitAsync(data, reading, cancellationToken: Timeout));
        KMeansModel many = await trainer.FitAsync(data, sent, cancellationToken: Timeout);
        KMeansModel one = await trainer.FitAsync(data, serial, cancellationToken: Timeout);

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains("on worker tcp://", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--ship", fault.Message, StringComparison.Ordinal);
        Assert.Equal(one.Fit.LabelsDigest, many.Fit.LabelsDigest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Images_ThatWorkersCannotSee_AreNamedAndShippedOnRequestOrWhereTheyAreDecoded(bool isDecoded)
    {
        Assert.SkipWhen(cluster.HiddenFolder is null, "Only root can hide a folder from the workers.");
        string folder = Directory.CreateDirectory(Path.Join(cluster.HiddenFolder, $"images-{isDecoded}")).FullName;
        WriteImages(folder, isDecoded);
        var images = ImageData.Describe(folder);
        var options = new ConvNetOptions
        {
            Network = new NetworkOptions { Input = images.Shape, Layers = [new FlattenOptions(), new DenseOptions { Units = 2 }] },
            BatchSize = 10,
            Epochs = 2,
        };
        var trainer = new ConvNetTrainer(options);
        await using DaskEngine reading = cluster.NewEngine(2);
        await using DaskEngine sent = cluster.NewEngine(2, ship: true);
        await using var serial = new SerialEngine();
        ConvNetFitResult one = (await trainer.RunAsync(images, serial, cancellationToken: Timeout)).Result;
        ConvNetFitResult many = (await trainer.RunAsync(images, sent, cancellationToken: Timeout)).Result;

        Assert.All(one.LossCurve.Zip(many.LossCurve), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-4 * pair.First.Loss));
        if (isDecoded)
        {
            Assert.Equal(many.WeightsDigest, (await trainer.RunAsync(images, reading, cancellationToken: Timeout)).Result.WeightsDigest);
            return;
        }

        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => trainer.RunAsync(images, reading, cancellationToken: Timeout));
        Assert.Contains(Path.Join(folder, "images.npy"), fault.Message, StringComparison.Ordinal);
        Assert.Contains("--ship", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task XGBoost_SameWorldTwice_IsTheSameBitsAndScoresLikeOneRank()
    {
        var data = Dataset.FromArray(
            AnswerRows.Of(6_000), new DatasetOptions { Label = "x3", TestFraction = 0.3, ValidationFraction = 0.2, BlockRows = 128 });
        var trainer = new XGBoostTrainer(new XGBoostOptions { Rounds = 15, Objective = "binary:logistic", EarlyStoppingRounds = 5 });
        await using DaskEngine dask = cluster.NewEngine(DaskMixedFixture.Nodes);
        await using var local = new LocalEngine(1);

        XGBoostModel first = await trainer.FitAsync(data, dask, cancellationToken: Timeout);
        XGBoostModel second = await trainer.FitAsync(data, dask, cancellationToken: Timeout);
        XGBoostModel one = await trainer.FitAsync(data, local, cancellationToken: Timeout);

        Assert.Equal(first.Fit.ModelDigest, second.Fit.ModelDigest);
        Assert.Equal((one.Fit.Rows, one.Fit.ValidationRows, one.Fit.TestRows), (first.Fit.Rows, first.Fit.ValidationRows, first.Fit.TestRows));
        Assert.Equal(one.Fit.Scores.Classification!.Auc!.Value, first.Fit.Scores.Classification!.Auc!.Value, 0.02);
    }

    [Fact]
    public async Task XGBoost_Checkpoints_ComeToTheDriverAndResumeToTheSameBits()
    {
        var data = Dataset.FromArray(AnswerRows.Of(3_000), new DatasetOptions { Label = "x3", BlockRows = 128 });
        var options = new XGBoostOptions { Rounds = 8, CheckpointRounds = 3, Subsample = 0.7, ColsampleByTree = 0.7, Objective = "binary:logistic" };
        await using DaskEngine dask = cluster.NewEngine(2);
        string folder = Path.Combine(_folder.Path, "checkpoints");

        XGBoostModel whole = await new XGBoostTrainer(options) { CheckpointFolder = folder }.FitAsync(data, dask, cancellationToken: Timeout);
        string[] written = [.. Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        var resumed = new XGBoostTrainer(options)
        {
            CheckpointFolder = Path.Combine(_folder.Path, "again"),
            ResumeFrom = Path.Combine(folder, "checkpoint-3.ubj"),
        };
        XGBoostModel again = await resumed.FitAsync(data, dask, cancellationToken: Timeout);

        Assert.Equal(["checkpoint-3.ubj", "checkpoint-6.ubj"], written);
        Assert.Equal(whole.Fit.ModelDigest, again.Fit.ModelDigest);
    }

    [Fact]
    public async Task KMeans_Checkpoints_ComeToTheDriverAndResumeToTheSameBits()
    {
        var data = Dataset.FromArray(AnswerRows.Of(3_000), new DatasetOptions { BlockRows = 128 });
        var options = new KMeansOptions { Clusters = 9, Restarts = 2, CheckpointIterations = 2, Seed = 1 };
        await using DaskEngine dask = cluster.NewEngine(DaskMixedFixture.Nodes);
        await using var serial = new SerialEngine();
        string folder = Path.Combine(_folder.Path, "checkpoints");

        KMeansModel whole = await new KMeansTrainer(options) { CheckpointFolder = folder }.FitAsync(data, dask, cancellationToken: Timeout);
        string first = Directory.GetFiles(folder).Order(StringComparer.Ordinal).First();
        KMeansTrainer Resumed(string again) => new(options) { CheckpointFolder = Path.Combine(_folder.Path, again), ResumeFrom = first };
        KMeansModel there = await Resumed("there").FitAsync(data, dask, cancellationToken: Timeout);
        KMeansModel here = await Resumed("here").FitAsync(data, serial, cancellationToken: Timeout);

        Assert.Equal(whole.Fit.CentroidsDigest, there.Fit.CentroidsDigest);
        Assert.Equal(whole.Fit.LabelsDigest, there.Fit.LabelsDigest);
        Assert.Equal(whole.Fit.CentroidsDigest, here.Fit.CentroidsDigest);
    }

    /// <summary>Images of two classes: arrays, or a PNG file each in the folder of its class.</summary>
    private static void WriteImages(string folder, bool isDecoded)
    {
        if (!isDecoded)
        {
            SpotImages.Write(folder, 60, classes: 2);
            return;
        }

        for (int image = 0; image < 60; image++)
        {
            string own = Directory.CreateDirectory(Path.Join(folder, image % 2 == 0 ? "dark" : "light")).FullName;
            byte[] pixels = [.. Enumerable.Range(0, 64).Select(x => (byte)((image % 2 * 100) + (x * image % 97)))];
            File.WriteAllBytes(Path.Join(own, $"{image:00}.png"), PngFile.Of(8, 8, 1, pixels));
        }
    }

    private static string WriteCsv(string folder)
    {
        string path = Path.Combine(folder, "rows.csv");
        float[,] rows = AnswerRows.Of(6_000);
        File.WriteAllLines(path, ["a,b", .. Enumerable.Range(0, 6_000).Select(row => $"{rows[row, 0] - 1},{rows[row, 1]}")]);
        return path;
    }
}
