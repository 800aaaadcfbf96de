using Escala.Data;
using Escala.Engines;
using Escala.Models;
using Escala.Testing;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Escala.Vision.Training;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class ConvNetResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private static ConvNetOptions Options => new()
    {
        Network = Scenes.Small(3, new BatchNormalizationOptions(), new DropoutOptions { Rate = 0.3 }),
        Epochs = 5,
        BatchSize = 16,
        Optimizer = new AdamWOptions(),
        Schedule = new CosineScheduleOptions(),
        Augmentation = new AugmentationOptions { Shift = 1 },
        ValidationFraction = 0.2,
        EarlyStoppingEpochs = 5,
        CheckpointEpochs = 1,
        Seed = 3,
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task Resume_AfterAnInterruption_GivesTheBitsOfTheUninterruptedFit(int world, int threads)
    {
        ImageData images = Images();
        ConvNetFitResult whole = await FitAsync(Options, images, world, threads, "whole");
        await using (var gang = new ThreadGang(world, threads))
        {
            var job = new Job<ConvNetFitOptions>(new ConvNetFitOptions { Training = Options, Images = images }, Dataset.None)
            {
                CheckpointFolder = _folder.File("cut"),
            };
            await Assert.ThrowsAsync<InterruptedFit.Interruption>(
                () => gang.RunAsync<InterruptedFit, ConvNetFitOptions, ConvNetFitResult>(job, cancellationToken: Timeout));
        }

        string newest = ConvNetTrainer.NewestCheckpoint(_folder.File("cut"))!;
        Assert.EndsWith("checkpoint-2.safetensors", newest, StringComparison.Ordinal);
        ConvNetFitResult resumed = await FitAsync(Options, images, world, threads, "cut", newest);

        Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
        Assert.Equal(whole.LossCurve, resumed.LossCurve);
        Assert.Equal(whole.History.Select(Lasting), resumed.History.Select(Lasting));
        Assert.Equal((whole.Steps, whole.Epochs), (resumed.Steps, resumed.Epochs));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0)]
    public async Task Resume_Sgd_GivesTheSameBitsFromEveryCheckpoint(double momentum)
    {
        ImageData images = Images();
        ConvNetOptions options = Options with
        {
            Optimizer = new SgdOptions { Momentum = momentum },
            Schedule = new StepScheduleOptions { Epochs = 2 },
            EarlyStoppingEpochs = null,
            ValidationFraction = 0,
        };
        ConvNetFitResult whole = await FitAsync(options, images, 1, 1, "whole");
        foreach (int epochs in new[] { 1, 4, 5 })
        {
            ConvNetFitResult resumed = await FitAsync(options, images, 1, 1, "again", _folder.File($"whole/checkpoint-{epochs}.safetensors"));
            Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
            Assert.Equal(5, resumed.TrainedEpochs);
        }
    }

    [Fact]
    public async Task Resume_MoreEpochs_GoesOnWithTheSameTraining()
    {
        ImageData images = Images();
        ConvNetOptions options = Options with { Schedule = new ConstantScheduleOptions() };
        ConvNetFitResult whole = await FitAsync(options with { Epochs = 4 }, images, 1, 1, "whole");
        await FitAsync(options with { Epochs = 2, CheckpointEpochs = 2 }, images, 1, 1, "first");
        ConvNetFitResult resumed = await FitAsync(options with { Epochs = 4 }, images, 1, 1, "first", _folder.File("first/checkpoint-2.safetensors"));

        Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
    }

    [Fact]
    public async Task Resume_EarlyStopping_RemembersTheBestEpochBeforeTheInterruption()
    {
        Scenes.Write(_folder, 90, noise: 255);
        ConvNetOptions options = Options with
        {
            Epochs = 60,
            EarlyStoppingEpochs = 3,
            ValidationFraction = 0.4,
            Schedule = new ConstantScheduleOptions(),
            Optimizer = new AdamOptions { LearningRate = 0.01 },
        };
        var images = ImageData.Describe(_folder.Path);
        ConvNetFitResult whole = await FitAsync(options, images, 1, 1, "whole");
        Assert.Equal(ConvNetStopReason.EarlyStopping, whole.StopReason);
        foreach (int epochs in new[] { whole.Epochs + 1, whole.TrainedEpochs })
        {
            ConvNetFitResult resumed = await FitAsync(options, images, 1, 1, "again", _folder.File($"whole/checkpoint-{epochs}.safetensors"));
            Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
            Assert.Equal((whole.Epochs, whole.TrainedEpochs, whole.StopReason), (resumed.Epochs, resumed.TrainedEpochs, resumed.StopReason));
        }
    }

    [Fact]
    public async Task Resume_OtherOptionsOrImages_NamesEveryDifference()
    {
        ImageData images = Images();
        await FitAsync(Options with { Epochs = 1 }, images, 1, 1, "first");
        Scenes.Write(_folder, 99, seed: 9);
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(
            Options with { Epochs = 2, Seed = 4, BatchSize = 8 }, ImageData.Describe(_folder.Path), 1, 1, "again", _folder.File("first/checkpoint-1.safetensors")));

        Assert.Contains("epochs must be 1 as in the checkpoint, but was 2.", error.Message, StringComparison.Ordinal);
        Assert.Contains("seed must be 3 as in the checkpoint, but was 4.", error.Message, StringComparison.Ordinal);
        Assert.Contains("batchSize must be 16", error.Message, StringComparison.Ordinal);
        Assert.Contains("The images must be those of the checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_DamagedCheckpoint_IsRefused()
    {
        ImageData images = Images();
        await FitAsync(Options with { Epochs = 1 }, images, 1, 1, "first");
        string path = _folder.File("first/checkpoint-1.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        foreach (byte[] damaged in new byte[][] { bytes[..^1], bytes[..20], [], [.. bytes, 0], "no checkpoint at all"u8.ToArray() })
        {
            File.WriteAllBytes(path, damaged);
            var error = await Assert.ThrowsAsync<ModelFileException>(() => FitAsync(Options with { Epochs = 1 }, images, 1, 1, "again", path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fit_LossThatIsNoNumberAnyMore_StopsAndKeepsTheLastGoodCheckpoint()
    {
        ImageData images = Images();
        ConvNetOptions options = Options with
        {
            Network = Scenes.Linear(),
            Epochs = 200,
            Optimizer = new SgdOptions { LearningRate = 1e39 },
            Schedule = new OneCycleScheduleOptions { FirstDivisor = 1e41, WarmUp = 0.99 },
            EarlyStoppingEpochs = null,
        };
        var error = await Assert.ThrowsAsync<EscalaException>(() => FitAsync(options, images, 1, 1, "cut"));
        string newest = Path.GetFileName(ConvNetTrainer.NewestCheckpoint(_folder.File("cut"))!);

        Assert.Matches("in (step [0-9]+|the validation|the last step) of epoch ([2-9]|[0-9]{2,}) ", error.Message);
        Assert.Contains($"The last good checkpoint is {newest}", error.Message, StringComparison.Ordinal);
        (_, IReadOnlyDictionary<string, NamedTensor> tensors) = ConvNetCheckpoint.Load(_folder.File($"cut/{newest}"));
        Assert.All(tensors.Values, tensor => Assert.All(tensor.Values, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public async Task Fit_LossThatIsNoNumberOnAnyRank_StopsAllOfThem()
    {
        ImageData images = Images();
        ConvNetOptions options = Options with { Optimizer = new SgdOptions { LearningRate = 1e30 }, CheckpointEpochs = null };
        var error = await Assert.ThrowsAsync<EscalaException>(() => Scenes.FitRanksAsync(options, images, 2, 1, Timeout));

        Assert.Contains("of epoch 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint", error.Message, StringComparison.Ordinal);
    }

    private static ConvNetEpoch Lasting(ConvNetEpoch epoch) => epoch with { Seconds = 0, ImagesPerSecond = 0 };

    private ImageData Images()
    {
        Scenes.Write(_folder, 100, noise: 200);
        return ImageData.Describe(_folder.Path);
    }

    private async Task<ConvNetFitResult> FitAsync(
        ConvNetOptions options,
        ImageData images,
        int world,
        int threads,
        string checkpoints,
        string? resumeFrom = null)
    {
        await using var gang = new ThreadGang(world, threads);
        var trainer = new ConvNetTrainer(options) { CheckpointFolder = _folder.File(checkpoints), ResumeFrom = resumeFrom };
        return (await trainer.RunAsync(images, gang, cancellationToken: Timeout)).Result;
    }
}
