using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Escala.Tests.Data;
using Escala.Tests.Vision.Images;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class PackedImagesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _packed = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _packed.Dispose();
    }

    [Fact]
    public async Task Fit_PackedImages_IsTheSameFit()
    {
        Scenes.Write(_folder, 60, prefix: "train-");
        Scenes.Write(_folder, 20, prefix: "test-", seed: 2);
        var images = ImageData.Describe(_folder.Path);
        Assert.False(new PackedImages(images).IsAlwaysPacked);
        await AssertSameFit(images);
    }

    [Fact]
    public async Task Fit_PackedDecodedImages_IsTheSameFit()
    {
        for (int i = 0; i < 40; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, 64).Select(x => (byte)((i % 2 * 100) + (x * i % 97)))];
            _folder.Put($"{(i < 30 ? "train" : "test")}/{(i % 2 == 0 ? "dark" : "light")}/{i:00}.png", ImageFiles.Png(8, 8, 1, pixels));
        }

        var images = ImageData.Describe(_folder.Path);
        Assert.True(new PackedImages(images).IsAlwaysPacked);
        await AssertSameFit(images, classes: 2);
    }

    [Fact]
    public void Unpack_FloatImages_HaveTheirPixels()
    {
        float[] pixels = [.. Enumerable.Range(0, 4 * 64).Select(i => i / 7f)];
        _folder.Write("images.npy", ImageFiles.Npy("<f4", "4, 1, 8, 8", [.. pixels.SelectMany(BitConverter.GetBytes)]));
        _folder.Write("labels.npy", ImageFiles.Npy("|u1", "4,", [0, 1, 1, 0]));
        IReadOnlyDictionary<string, string> files = Pack(ImageData.Describe(_folder.Path));
        using var set = ImageSet.Open(Path.GetDirectoryName(files["images.npy"])!);
        float[] read = new float[64];
        set.Read(3, read);

        Assert.Equal(pixels[192..], read);
        Assert.Equal([0, 1, 1, 0], set.Labels.ToArray());
    }

    [Fact]
    public void Pack_UnlabeledImages_HasNoLabels()
    {
        _folder.Put("a.png", ImageFiles.Png(1, 2, 1, 3, 4));
        IReadOnlyDictionary<string, string> files = Pack(ImageData.Describe(_folder.Path, new ImageSetOptions { IsUnlabeled = true }));
        Assert.Equal(["images.npy"], files.Keys);
    }

    private IReadOnlyDictionary<string, string> Pack(ImageData images) =>
        new PackedImages(images).Pack(_packed.Path, Timeout);

    private async Task AssertSameFit(ImageData images, int classes = 3)
    {
        var options = new ConvNetFitOptions
        {
            Training = new ConvNetOptions { Network = Scenes.Small(classes), Epochs = 2, BatchSize = 10 },
            Images = images,
        };
        IReadOnlyDictionary<string, string> files = Pack(images);
        ImageData gone = images with { Path = _folder.File("gone"), Files = [new ImageFile(_folder.File("gone"), 1)] };
        await using var gang = new ThreadGang(2);
        IReadOnlyList<ConvNetFitResult> direct = await gang.RunRanksAsync<ConvNetFit, ConvNetFitOptions, ConvNetFitResult>(
            new Job<ConvNetFitOptions>(options, Dataset.None), cancellationToken: Timeout);
        IReadOnlyList<ConvNetFitResult> packed = await gang.RunRanksAsync<ConvNetFit, ConvNetFitOptions, ConvNetFitResult>(
            new Job<ConvNetFitOptions>(options with { Images = gone }, Dataset.None) { Files = files }, cancellationToken: Timeout);

        Assert.Equal(direct[0].WeightsDigest, packed[0].WeightsDigest);
        Assert.Equal(direct[0].TestImages, packed[0].TestImages);
        Assert.Equal(direct[0].Classes, packed[0].Classes);
        Assert.Equal(direct[0].Evaluation.Scores.Accuracy, packed[0].Evaluation.Scores.Accuracy);
    }
}
