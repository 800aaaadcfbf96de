using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public class ImageResizeTests
{
    [Fact]
    public void Resize_SameSize_IsTheImage()
    {
        byte[] pixels = [1, 2, 3, 4];
        Assert.Same(pixels, ImageResize.Resize(pixels, new ImageSize(2, 2), 1, new ImageSize(2, 2)));
    }

    [Fact]
    public void Resize_ToTwice_LiesBetweenThePixels()
    {
        // New places lie at 0.25, 0.75, 1.25 and 1.75 of old ones that have their middles at 0.5 and 1.5.
        byte[] found = ImageResize.Resize([0, 200], new ImageSize(1, 2), 1, new ImageSize(1, 4));
        Assert.Equal([0, 50, 150, 200], found);
    }

    [Fact]
    public void Resize_ToHalf_CountsAllPixels()
    {
        // The triangle over the first new pixel weighs the old ones 3/7, 3/7 and 1/7, as far as there are any.
        byte[] found = ImageResize.Resize([0, 70, 140, 210], new ImageSize(4, 1), 1, new ImageSize(2, 1));
        Assert.Equal([50, 160], found);
    }

    [Fact]
    public void Resize_Channels_StayApart()
    {
        byte[] found = ImageResize.Resize([10, 100, 200, 30, 120, 220], new ImageSize(1, 2), 3, new ImageSize(1, 1));
        Assert.Equal([20, 110, 210], found);
    }

    [Fact]
    public void Resize_OneColour_StaysThatColour() => Assert.All(
        [new ImageSize(3, 50), new ImageSize(17, 2), new ImageSize(40, 40)],
        size => Assert.All(
            ImageResize.Resize([.. Enumerable.Repeat((byte)77, 20 * 30)], new ImageSize(20, 30), 1, size), pixel => Assert.Equal(77, pixel)));
}
