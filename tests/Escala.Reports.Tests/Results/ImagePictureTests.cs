using Escala.Reports.Results;
using Escala.Testing;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Reports.Tests.Results;

public sealed class ImagePictureTests
{
    [Fact]
    public void Of_GreyBytes_AreThePixels()
    {
        byte[] pixels = [0, 1, 2, 253, 254, 255];

        ImagePicture picture = PictureOf("|u1", [1, 1, 2, 3], pixels);

        Assert.Equal((1, 2, 3), (picture.Channels, picture.Height, picture.Width));
        Assert.Equal(pixels, picture.Pixels.ToArray());
    }

    [Fact]
    public void Of_ThreeChannels_HasThemBesideEachOther() => Assert.Equal(
        [10, 30, 50, 20, 40, 60],
        PictureOf("|u1", [1, 3, 1, 2], [10, 20, 30, 40, 50, 60]).Pixels.ToArray());

    [Fact]
    public void Of_TwoChannels_IsTheirMeanInGrey()
    {
        ImagePicture picture = PictureOf("|u1", [1, 2, 1, 2], [10, 20, 30, 40]);

        Assert.Equal(1, picture.Channels);
        Assert.Equal([20, 30], picture.Pixels.ToArray());
    }

    [Fact]
    public void Of_Numbers_StretchesThemOverAllShades() => Assert.Equal(
        [0, 128, 255],
        PictureOf("<f4", [1, 1, 1, 3], [.. new float[] { -1, 0, 1 }.SelectMany(BitConverter.GetBytes)]).Pixels.ToArray());

    [Fact]
    public void Of_LargeImage_IsMadeSmallerByMeans()
    {
        byte[] pixels = [.. Enumerable.Range(0, 100 * 80).Select(pixel => (byte)(pixel % 80 / 2 % 2 == 0 ? 100 : 200))];

        ImagePicture picture = PictureOf("|u1", [1, 1, 100, 80], pixels);

        Assert.Equal((50, 40), (picture.Height, picture.Width));
        Assert.Equal(pixels.Chunk(2).Take(40).Select(pair => pair[0]), picture.Pixels.Span[..40].ToArray());
    }

    private static ImagePicture PictureOf(string type, int[] shape, byte[] pixels)
    {
        using var folder = new TemporaryFolder();
        Npy.Write(Path.Combine(folder.Path, "images.npy"), type, shape, pixels);
        Npy.Write(Path.Combine(folder.Path, "labels.npy"), "|u1", [1], [0]);
        using ImageSet set = ImageSet.Open(folder.Path);
        return ImagePicture.Of(set, 0);
    }
}
