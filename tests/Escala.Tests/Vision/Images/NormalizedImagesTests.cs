using CsCheck;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Batches;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class NormalizedImagesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Image_IsNormalisedPerChannel()
    {
        using ImageSet set = Open("|u1", "1, 2, 1, 2", [10, 20, 30, 40]);
        Assert.Equal([4.5f, 9.5f, 7f, 9.5f], Written(set, new ImageShape(2, 1, 2), default, [1, 2], [2, 4]));
    }

    [Theory]
    [InlineData(0, 0, false, "1 2 3 4 5 6 7 8 9")]
    [InlineData(0, 0, true, "3 2 1 6 5 4 9 8 7")]
    [InlineData(1, 0, false, "4 5 6 7 8 9 0 0 0")]
    [InlineData(-1, 0, false, "0 0 0 1 2 3 4 5 6")]
    [InlineData(0, 1, false, "2 3 0 5 6 0 8 9 0")]
    [InlineData(0, -2, false, "0 0 1 0 0 4 0 0 7")]
    [InlineData(0, 1, true, "0 3 2 0 6 5 0 9 8")]
    [InlineData(0, -1, true, "2 1 0 5 4 0 8 7 0")]
    [InlineData(3, 0, false, "0 0 0 0 0 0 0 0 0")]
    [InlineData(0, 3, true, "0 0 0 0 0 0 0 0 0")]
    [InlineData(-2, 2, true, "0 0 0 0 0 0 0 0 3")]
    public void Write_Shifted_TakesZerosFromOutside(int top, int left, bool isFlipped, string pixels)
    {
        using ImageSet set = Open("|u1", "1, 1, 3, 3", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        float[] found = Written(set, set.Shape, new ImagePlacement(top, left, isFlipped), [0], [1]);
        Assert.Equal(pixels, string.Join(" ", found));
    }

    [Theory]
    [InlineData(0, 0, false, "1 2 5 6")]
    [InlineData(1, 2, false, "7 8 0 0")]
    [InlineData(0, 1, true, "3 2 7 6")]
    public void Write_Cropped_IsTheWindow(int top, int left, bool isFlipped, string pixels)
    {
        using ImageSet set = Open("|u1", "1, 1, 2, 4", [1, 2, 3, 4, 5, 6, 7, 8]);
        float[] found = Written(set, new ImageShape(1, 2, 2), new ImagePlacement(top, left, isFlipped), [0], [1]);
        Assert.Equal(pixels, string.Join(" ", found));
    }

    [Fact]
    public void Write_BytesAndTheSameNumbers_HaveTheSameBits() =>
        Gen.Select(Gen.Byte.Array[2 * 3 * 4], Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Bool).Sample(
            (bytes, top, left, isFlipped) =>
            {
                using ImageSet set = Open("|u1", "1, 2, 3, 4", bytes);
                using ImageSet numbers = Open("<f4", "1, 2, 3, 4", [.. bytes.SelectMany(value => BitConverter.GetBytes((float)value))]);
                var placement = new ImagePlacement(top, left, isFlipped);
                var network = new ImageShape(2, 2, 3);
                Assert.Equal(
                    Written(set, network, placement, [33.3, 127.1], [3.3, 77.7]), Written(numbers, network, placement, [33.3, 127.1], [3.3, 77.7]));
            },
            iter: 30);

    private ImageSet Open(string type, string shape, byte[] values)
    {
        string images = _folder.Write($"{Guid.NewGuid()}.npy", ImageFiles.Npy(type, shape, values));
        string labels = _folder.Write($"{Guid.NewGuid()}.npy", ImageFiles.Npy("|u1", "1,", [0]));
        return ImageSet.Open(images, new ImageSetOptions { Labels = labels });
    }

    private static float[] Written(ImageSet set, ImageShape network, ImagePlacement placement, double[] means, double[] deviations)
    {
        var writer = new NormalizedImages(set, new ImageNormalization { Means = means, Deviations = deviations }, network);
        var target = new float[network.Channels * network.Height * network.Width];
        target.AsSpan().Fill(float.NaN);
        writer.Write(0, placement, target);
        return target;
    }
}
