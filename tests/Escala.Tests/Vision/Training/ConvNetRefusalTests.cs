using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Escala.Tests.Data;
using Escala.Tests.Vision.Images;
using Escala.Vision;
using Escala.Vision.Images;
using Escala.Vision.Training;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class ConvNetRefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private static ConvNetOptions Options => new() { Network = Scenes.Small(), Epochs = 3, BatchSize = 16, Seed = 5 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_BatchLargerThanTheData_IsRefused() => await AssertRefused(
        Options with { BatchSize = 34 }, "BatchSize of ConvNet must be at most the number of training images, 33, but was 34.");

    [Fact]
    public async Task Fit_OutputsThatAreNotTheClasses_AreRefused() => await AssertRefused(
        Options with { Network = Scenes.Small(4) }, "Output of Network must be one value per class, 3 as ");

    [Fact]
    public async Task Fit_ImagesOfAnotherShape_AreRefused() => await AssertRefused(
        Options with { Network = Options.Network with { Input = new ImageShape(1, 12, 12) } }, "Input of Network must be the shape of the images, 1x8x8, but was 1x12x12.");

    [Fact]
    public async Task Fit_CheckpointFolderWithoutEpochs_IsRefused() => await AssertRefused(
        Options, "CheckpointFolder of ConvNetTrainer must be given exactly when CheckpointEpochs is", checkpoints: "checkpoints");

    [Fact]
    public async Task Fit_NetworkLargerThanTheMemory_IsRefusedByItsBytes()
    {
        NetworkOptions network = new()
        {
            Input = new ImageShape(1, 8, 8),
            Layers =
            [
                new FlattenOptions(),
                .. Enumerable.Repeat(new DenseOptions { Units = 30_000 }, 60),
                new DenseOptions { Units = 3 },
            ],
        };
        InvalidOptionsException error = await AssertRefused(
            Options with { Network = network }, "Network of ConvNet must fit into memory with mini-batches of 16 images a rank, but would take ");
        Assert.Matches(@"would take \d{11,} bytes of \d+\.", error.Message);
    }

    [Fact]
    public void Memory_OneByteMoreThanThereIs_IsRefused()
    {
        var plan = new NetworkPlan(Options.Network, 16, 1, KernelSet.Portable, isTraining: true);
        long bytes = NetworkMemory.OfTraining(plan, Options);

        Assert.Equal(plan.Bytes + (4 * plan.ParameterLength), bytes);
        Assert.Equal(plan.Bytes + (12 * plan.ParameterLength), NetworkMemory.OfTraining(plan, Options with { Optimizer = new AdamOptions(), EarlyStoppingEpochs = 1 }));
        NetworkMemory.Require(plan, bytes, bytes);
        var error = Assert.Throws<InvalidOptionsException>(() => NetworkMemory.Require(plan, bytes, bytes - 1));
        Assert.Contains($"would take {bytes} bytes of {bytes - 1}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_FilesThatChangedSinceTheyWereDescribed_AreRefused()
    {
        Scenes.Write(_folder, 33);
        var images = ImageData.Describe(_folder.Path);
        Scenes.Write(_folder, 36);
        var error = await Assert.ThrowsAsync<DatasetException>(() => Scenes.FitAsync(Options, images, Timeout));

        Assert.Contains("images.npy must have", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_LabelsThatChangedInPlace_AreRefused()
    {
        Scenes.Write(_folder, 32);
        var images = ImageData.Describe(_folder.Path);
        _folder.Write("labels.npy", ImageFiles.Npy("<i4", "32,", [.. Enumerable.Range(0, 32).SelectMany(i => BitConverter.GetBytes(i % 2))]));
        var error = await Assert.ThrowsAsync<DatasetException>(() => Scenes.FitAsync(Options, images, Timeout));

        Assert.Contains("must have 32 images of 1x8x8 in 3 classes, as when it was described, but has 32 of 1x8x8 in 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_OneClass_IsRefused()
    {
        Scenes.Write(_folder, 33, classes: 1);
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(Options with { Network = Scenes.Small(1) }, null));

        Assert.Contains("must be at least 2, but were 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_OwnTestPartAndFraction_IsRefused()
    {
        Scenes.Write(_folder, 24, prefix: "train-");
        Scenes.Write(_folder, 6, prefix: "test-");

        Assert.Throws<InvalidOptionsException>(() => ImageData.Describe(_folder.Path, new ImageSetOptions { TestFraction = 0.1 }));
        Assert.Equal((30, 6), (ImageData.Describe(_folder.Path).Count, ImageData.Describe(_folder.Path).OwnTestCount));
    }

    [Fact]
    public void Describe_FoldersOfPngWithOwnTestPartAndFraction_IsRefused()
    {
        foreach (string name in new[] { "train/a/1.png", "train/b/1.png", "test/a/2.png" })
        {
            _folder.Put(name, ImageFiles.Png(2, 3, 1, 1, 2, 3, 4, 5, 6));
        }

        Assert.Throws<InvalidOptionsException>(() => ImageData.Describe(_folder.Path, new ImageSetOptions { TestFraction = 0.1 }));
        var images = ImageData.Describe(_folder.Path);
        Assert.True(images.IsDecoded);
        Assert.Equal((3, 1, new ImageShape(1, 2, 3)), (images.Count, images.OwnTestCount, images.Shape));
        Assert.Equal(["a", "b"], images.ClassNames);
    }

    [Fact]
    public async Task Fit_CancelledToken_EndsAtOnce()
    {
        Scenes.Write(_folder, 33);
        var images = ImageData.Describe(_folder.Path);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Scenes.FitAsync(Options, images, new CancellationToken(true)));
    }

    [Fact]
    public async Task Fit_Cancelled_EndsWithinAStep()
    {
        Scenes.Write(_folder, 33);
        var images = ImageData.Describe(_folder.Path);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Scenes.FitAsync(Options with { Epochs = 10_000_000 }, images, stop.Token));
    }

    private async Task<InvalidOptionsException> AssertRefused(ConvNetOptions options, string message, string? checkpoints = null)
    {
        Scenes.Write(_folder, 33);
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(options, checkpoints));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        return error;
    }

    private async Task<ConvNetModel> FitAsync(ConvNetOptions options, string? checkpoints)
    {
        await using var engine = new SerialEngine();
        var trainer = new ConvNetTrainer(options) { CheckpointFolder = checkpoints is null ? null : _folder.File(checkpoints) };
        return await trainer.FitAsync(ImageData.Describe(_folder.Path), engine, cancellationToken: Timeout);
    }
}
