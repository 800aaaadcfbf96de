using Escala.Boosting;
using Escala.Clustering;
using Escala.Data;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>What the ranks of an application answer together is what one core, or as many ranks in one process, answers.</summary>
[Trait("Cluster", "Spark")]
[Trait("Library", "XGBoost")]
[Collection(nameof(SparkTests))]
public sealed class SparkAnswerTests(SparkClusterFixture cluster) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    public async Task KMeans_IsTheSameBitsAsOnOneCore(KMeansInitialization initialization)
    {
        var options = new KMeansOptions { Clusters = 6, Initialization = initialization, Restarts = 2, Standardize = true, Seed = 5 };
        var data = Dataset.FromArray(AnswerRows.Of(5_000), new DatasetOptions { TestFraction = 0.1, BlockRows = 128 });
        await using IEngine spark = cluster.Shared();
        await using var serial = new SerialEngine();

        KMeansModel one = await new KMeansTrainer(options).FitAsync(data, serial, cancellationToken: Timeout);
        KMeansModel many = await new KMeansTrainer(options).FitAsync(data, spark, cancellationToken: Timeout);

        Assert.Equal(one.Fit.CentroidsDigest, many.Fit.CentroidsDigest);
        Assert.Equal(one.Fit.LabelsDigest, many.Fit.LabelsDigest);
        Assert.Equal(one.Inertia, many.Inertia);
    }

    [Fact]
    public async Task XGBoost_Checkpoints_ComeToTheDriverAndResumeToTheSameBits()
    {
        var data = Dataset.FromArray(AnswerRows.Of(3_000), new DatasetOptions { Label = "x3", BlockRows = 128 });
        var options = new XGBoostOptions { Rounds = 8, CheckpointRounds = 3, Subsample = 0.7, Objective = "binary:logistic" };
        await using IEngine spark = cluster.Shared();
        string folder = Path.Combine(_folder.Path, "checkpoints");

        XGBoostModel whole = await new XGBoostTrainer(options) { CheckpointFolder = folder }.FitAsync(data, spark, cancellationToken: Timeout);
        XGBoostModel again = await new XGBoostTrainer(options)
        {
            CheckpointFolder = Path.Combine(_folder.Path, "again"),
            ResumeFrom = Path.Combine(folder, "checkpoint-3.ubj"),
        }.FitAsync(data, spark, cancellationToken: Timeout);

        Assert.Equal(whole.Fit.ModelDigest, again.Fit.ModelDigest);
    }

    [Fact]
    public async Task ConvNet_IsTheSameBitsAsTwoRanksInOneProcess()
    {
        SpotImages.Write(_folder.Path, 120);
        var images = ImageData.Describe(_folder.Path);
        var options = new ConvNetOptions
        {
            Network = new NetworkOptions
            {
                Input = SpotImages.Shape,
                Layers = [new ConvolutionOptions { Channels = 8 }, new ActivationOptions(), new FlattenOptions(), new DenseOptions { Units = 3 }],
            },
            Epochs = 2,
            BatchSize = 12,
        };
        await using IEngine spark = cluster.Shared();
        await using var gang = new ThreadGang(2);

        ConvNetFitResult many = (await new ConvNetTrainer(options).RunAsync(images, spark, cancellationToken: Timeout)).Result;
        ConvNetFitResult two = (await new ConvNetTrainer(options).RunAsync(images, gang, cancellationToken: Timeout)).Result;

        Assert.Equal(two.WeightsDigest, many.WeightsDigest);
    }
}
