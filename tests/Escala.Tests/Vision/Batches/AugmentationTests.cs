using CsCheck;
using Escala.Vision;
using Escala.Vision.Batches;
using Xunit;

namespace Escala.Tests.Vision.Batches;

public class AugmentationTests
{
    private static readonly ImageShape Images = new(3, 10, 12);

    [Fact]
    public void At_NothingAskedFor_IsTheImage()
    {
        var augmentation = new Augmentation(new AugmentationOptions(), 1, Images, Images);
        Assert.Equal(default, augmentation.Middle);
        Assert.All(Enumerable.Range(0, 100), row => Assert.Equal(default, augmentation.At(row % 5, row)));
    }

    [Fact]
    public void At_SeedEpochAndRow_DecideAlone() => Gen.Select(Gen.ULong, Gen.Int[0, 50], Gen.Long[0, 1L << 40]).Sample((seed, epoch, row) =>
    {
        var options = new AugmentationOptions { Flip = true, Shift = 4, Crop = true };
        ImagePlacement placement = new Augmentation(options, seed, Images, new ImageShape(3, 8, 8)).At(epoch, row);
        var again = new Augmentation(options, seed, Images, new ImageShape(3, 8, 8));
        _ = again.At(epoch + 1, row + 1);
        Assert.Equal(placement, again.At(epoch, row));
    });

    [Fact]
    public void At_OtherSeedEpochOrRow_IsIndependent()
    {
        var one = new Augmentation(new AugmentationOptions { Flip = true }, 1, Images, Images);
        var other = new Augmentation(new AugmentationOptions { Flip = true }, 2, Images, Images);
        bool[][] flips =
        [
            [.. Enumerable.Range(0, 1000).Select(row => one.At(0, row).IsFlipped)],
            [.. Enumerable.Range(0, 1000).Select(row => one.At(1, row).IsFlipped)],
            [.. Enumerable.Range(0, 1000).Select(row => other.At(0, row).IsFlipped)],
            [.. Enumerable.Range(1, 1000).Select(row => one.At(0, row).IsFlipped)],
        ];
        Assert.All(flips, flip => Assert.InRange(flip.Count(x => x), 420, 580));
        Assert.All(flips.Skip(1), flip => Assert.InRange(flip.Zip(flips[0], (x, y) => x == y).Count(same => same), 420, 580));
    }

    [Fact]
    public void At_ShiftAndCrop_EveryPlaceComesUpAsOften()
    {
        // The window of 8x9 begins at rows -1 to 2 + 1 and at columns -1 to 3 + 1.
        var augmentation = new Augmentation(
            new AugmentationOptions { Shift = 1, Crop = true }, 3, Images, new ImageShape(3, 8, 9));
        ILookup<(int Top, int Left), int> places = Enumerable.Range(0, 30_000).ToLookup(row =>
            (augmentation.At(0, row).Top, augmentation.At(0, row).Left));
        Assert.Equal(5 * 6, places.Count);
        Assert.All(places, place => Assert.InRange(place.Count(), 850, 1150));
        Assert.Equal((-1, 3), (places.Min(place => place.Key.Top), places.Max(place => place.Key.Top)));
        Assert.Equal((-1, 4), (places.Min(place => place.Key.Left), places.Max(place => place.Key.Left)));
    }

    [Fact]
    public void Middle_Crop_IsTheMiddle() => Assert.Equal(
        new ImagePlacement(1, 2, false),
        new Augmentation(new AugmentationOptions { Flip = true, Shift = 2, Crop = true }, 3, Images, new ImageShape(3, 8, 8)).Middle);

    [Theory]
    [InlineData(false, 3, 8, 8)]
    [InlineData(false, 1, 10, 12)]
    [InlineData(true, 1, 8, 8)]
    [InlineData(true, 3, 11, 8)]
    [InlineData(true, 3, 8, 13)]
    public void New_ShapesThatDoNotFit_Throws(bool crops, int channels, int height, int width)
    {
        var fault = Assert.Throws<InvalidOptionsException>(() =>
            new Augmentation(new AugmentationOptions { Crop = crops }, 0, Images, new ImageShape(channels, height, width)));
        Assert.Contains($"3x10x12, but was {channels}x{height}x{width}.", fault.Message);
    }
}
