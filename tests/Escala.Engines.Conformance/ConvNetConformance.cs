using System.Diagnostics;
using Escala.Data;
using Escala.Engines.Conformance.Dask;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Engines.Conformance;

/// <summary>What networks do on every engine.</summary>
[Trait("Cluster", "Dask")]
public sealed class ConvNetConformance(DaskClusterFixture cluster) : IClassFixture<DaskClusterFixture>, IDisposable
{
    private static readonly ConvNetOptions s_options = new()
    {
        Network = new NetworkOptions
        {
            Input = SpotImages.Shape,
            Layers =
            [
                new ConvolutionOptions { Channels = 20, Padding = 1 },
                new ActivationOptions(),
                new MaxPoolingOptions(),
                new DropoutOptions { Rate = 0.2 },
                new FlattenOptions(),
                new DenseOptions { Units = 3 },
            ],
        },
        Epochs = 2,
        BatchSize = 32,
        Seed = 4,
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Engines => ["serial", "local-1", "local-2", "dask", "dask-ship"];

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Fit_PredictEvaluate_AgreeWithTheModel(string name)
    {
        SpotImages.Write(_folder.Path, 320, prefix: "train-", noise: 60);
        SpotImages.Write(_folder.Path, 70, prefix: "test-", seed: 2, noise: 60);
        var images = ImageData.Describe(_folder.Path);
        await using IEngine engine = Create(name);
        JobResult<ConvNetFitResult> fit = await new ConvNetTrainer(s_options).RunAsync(images, engine, cancellationToken: Timeout);
        var model = ConvNetModel.Create(s_options, images, fit);
        JobResult<ConvNetPredictResult> predictions = await model.PredictAsync(images, engine, cancellationToken: Timeout);
        JobResult<ConvNetEvaluation> evaluation = await model.EvaluateAsync(images, engine, cancellationToken: Timeout);

        Assert.Equal((320, 70), (fit.Result.Images, fit.Result.TestImages));
        Assert.InRange(fit.Result.Evaluation.Scores.Accuracy, 0.7, 1);
        Assert.Equal(390, fit.Ranks.Sum(rank => rank.ReadRows));
        Assert.Equal(390, predictions.Result.Images);
        Assert.Equal(390 * PredictionPartWriter.RecordBytes(4), predictions.Files.Sum(file => new FileInfo(file.Path).Length));
        Assert.Equal(70, evaluation.Result.Images);
        Assert.Equal(fit.Result.Evaluation.Scores.Accuracy, evaluation.Result.Scores.Accuracy);
        Assert.Equal(fit.Result.Evaluation.Loss, evaluation.Result.Loss, 1e-6);
    }

    [Fact]
    public async Task Fit_TwoRanksOnDask_IsTheBitsOfTwoInThisProcessAndTheStepsOfOne()
    {
        SpotImages.Write(_folder.Path, 320);
        ConvNetOptions options = s_options with { Epochs = 1 };
        var images = ImageData.Describe(_folder.Path);
        await using IEngine dask = Create("dask");
        await using var gang = new ThreadGang(2);
        await using IEngine serial = Create("serial");
        ConvNetFitResult onDask = (await new ConvNetTrainer(options).RunAsync(images, dask, cancellationToken: Timeout)).Result;
        ConvNetFitResult inProcess = (await new ConvNetTrainer(options).RunAsync(images, gang, cancellationToken: Timeout)).Result;
        ConvNetFitResult one = (await new ConvNetTrainer(options).RunAsync(images, serial, cancellationToken: Timeout)).Result;

        Assert.Equal(inProcess.WeightsDigest, onDask.WeightsDigest);
        Assert.Equal(inProcess.LossCurve, onDask.LossCurve);
        Assert.Equal(10, one.LossCurve.Count);
        Assert.All(one.LossCurve.Zip(onDask.LossCurve), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-4 * pair.First.Loss));
    }

    [Fact]
    public async Task Fit_Checkpoints_ComeToTheDriverAndResumeToTheSameBits()
    {
        SpotImages.Write(_folder.Path, 320);
        ConvNetOptions options = s_options with { Epochs = 3, CheckpointEpochs = 1 };
        var images = ImageData.Describe(_folder.Path);
        string folder = Path.Join(_folder.Path, "checkpoints");
        await using IEngine dask = Create("dask");
        ConvNetFitResult whole = (await new ConvNetTrainer(options) { CheckpointFolder = folder }.RunAsync(images, dask, cancellationToken: Timeout)).Result;
        File.Delete(ConvNetTrainer.NewestCheckpoint(folder)!);
        string newest = ConvNetTrainer.NewestCheckpoint(folder)!;
        ConvNetFitResult resumed = (await new ConvNetTrainer(options) { CheckpointFolder = folder, ResumeFrom = newest }
            .RunAsync(images, dask, cancellationToken: Timeout)).Result;

        Assert.EndsWith("checkpoint-2.safetensors", newest, StringComparison.Ordinal);
        Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
        Assert.Equal(whole.LossCurve, resumed.LossCurve);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Fit_Cancelled_EndsWithinASecondAndTheEngineLives(string name)
    {
        SpotImages.Write(_folder.Path, 320);
        var images = ImageData.Describe(_folder.Path);
        await using IEngine engine = Create(name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        var watch = new Stopwatch();
        var progress = new InEpochs(() =>
        {
            watch.Start();
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ConvNetTrainer(s_options with { Epochs = 1_000_000 }).RunAsync(images, engine, progress, stop.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
        await new ConvNetTrainer(s_options with { Epochs = 1 }).RunAsync(images, engine, cancellationToken: Timeout);
    }

    private IEngine Create(string name) => name switch
    {
        "serial" => new SerialEngine(),
        "local-1" => new LocalEngine(threads: 1),
        "local-2" => new LocalEngine(threads: 2),
        _ => cluster.NewEngine(ship: name == "dask-ship"),
    };

    /// <summary>Calls back at the first progress of training.</summary>
    private sealed class InEpochs(Action atEpoch) : IProgress<JobProgress>
    {
        private int _calls;

        public void Report(JobProgress value)
        {
            if (value is { Phase: Measurement.Phase.Fit, Progress: not null } && Interlocked.Increment(ref _calls) == 1)
            {
                atEpoch();
            }
        }
    }
}
