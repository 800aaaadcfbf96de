using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class IdxImagesTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte";
    private const string Labels = "train-labels-idx1-ubyte";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderWithBothParts_HasTrainingAndThenTestImages()
    {
        WriteTraining();
        _folder.Write("t10k-images-idx3-ubyte", ImageFiles.Idx([1, 2, 3], 21, 22, 23, 24, 25, 26));
        _folder.Write("t10k-labels-idx1-ubyte", ImageFiles.Idx([1], 1));

        using var set = ImageSet.Open(_folder.Path);

        Assert.Equal(new ImageShape(1, 2, 3), set.Shape);
        Assert.Equal((3, 1), (set.Count, set.OwnTestCount));
        Assert.Equal([2, 0, 1], set.Labels.ToArray());
        Assert.Equal(["0", "1", "2"], set.ClassNames);
        Assert.True(set.StoresBytes);
        Assert.Equal([7, 8, 9, 10, 11, 12], set.Bytes(1).ToArray());
        Assert.Equal([21, 22, 23, 24, 25, 26], set.Bytes(2).ToArray());
        var pixels = new float[6];
        set.Read(2, pixels);
        Assert.Equal([21, 22, 23, 24, 25, 26], pixels);
        Assert.Equal(28 + 10 + 22 + 9, set.StoredBytes);
        Assert.Equal(3 * 6 * 4, set.Float32Bytes);
    }

    [Fact]
    public void Open_UnlabeledFolder_NeedsNoLabels()
    {
        _folder.Write(Images, ImageFiles.Idx([2, 1, 2], 1, 2, 3, 4));
        _folder.Write("t10k-images-idx3-ubyte", ImageFiles.Idx([1, 1, 2], 5, 6));

        using var set = ImageSet.Open(_folder.Path, new ImageSetOptions { IsUnlabeled = true });

        Assert.Equal((3, 1), (set.Count, set.OwnTestCount));
        Assert.True(set.Labels.IsEmpty);
        Assert.Empty(set.ClassNames);
        Assert.Equal([5, 6], set.Bytes(2).ToArray());
    }

    [Fact]
    public void Open_LabelsOfUnlabeledImages_AreRefused()
    {
        WriteTraining();
        var options = new ImageSetOptions { IsUnlabeled = true, Labels = _folder.File(Labels) };
        InvalidOptionsException fault = Assert.Throws<InvalidOptionsException>(() => ImageSet.Open(_folder.File(Images), options));
        Assert.Contains("Labels of ImageSetOptions must be left out where IsUnlabeled is true", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfImages_TakesTheLabelsBesideIt()
    {
        WriteTraining();
        using var set = ImageSet.Open(_folder.File(Images));
        Assert.Equal((2, 0), (set.Count, set.OwnTestCount));
    }

    [Fact]
    public void Open_LabelsByOption_AreTaken()
    {
        WriteTraining();
        string labels = _folder.Write("other-ubyte", ImageFiles.Idx([2], 1, 1));
        using var set = ImageSet.Open(_folder.File(Images), new ImageSetOptions { Labels = labels });
        Assert.Equal([1, 1], set.Labels.ToArray());
    }

    [Fact]
    public void Open_TruncatedImages_SaysHowManyBytesThereAre() =>
        AssertFault(ImageFiles.Idx([2, 2, 3], 1, 2, 3), null, Images, "is truncated: 2x2x3 bytes and a header of 16 take 28, but it has 19.");

    [Fact]
    public void Open_TruncatedLabels_SaysHowManyBytesThereAre() =>
        AssertFault(null, ImageFiles.Idx([2], 1), Labels, "is truncated: 2 bytes and a header of 8 take 10, but it has 9.");

    [Fact]
    public void Open_TruncatedHeader_SaysSo() => AssertFault([0, 0, 8, 3, 0, 0], null, Images, "is truncated: it ends within its header.");

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 }, "begins with 01020304, not 00000803. Check the path")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5 }, "begins with 00000801, not 00000803.")]
    [InlineData(new byte[] { 0, 0, 0x0D, 3, 0, 0, 0, 1, 5 }, "begins with 00000d03, not 00000803.")]
    [InlineData(new byte[] { 0, 0 }, "begins with 0000, not 00000803.")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0 }, "It is compressed: unpack it with gunzip.")]
    public void Open_WrongMagic_SaysWhatItBeginsWith(byte[] bytes, string part) =>
        AssertFault(bytes, null, Images, "is not an IDX file of images: it", part);

    [Fact]
    public void Open_WrongMagicOfLabels_SaysWhatItBeginsWith() =>
        AssertFault(null, ImageFiles.Idx([2, 1, 1], 1, 2), Labels, "is not an IDX file of labels: it begins with 00000803, not 00000801.");

    [Fact]
    public void Open_EmptyFile_IsNamed() => AssertFault([], null, Images, "is empty");

    [Theory]
    [InlineData(0, 2, 3)]
    [InlineData(2, -1, 3)]
    public void Open_NoImages_IsNamed(int count, int height, int width) =>
        AssertFault(ImageFiles.Idx([count, height, width]), null, Images, "has no images: dimension");

    [Fact]
    public void Open_OtherNumberOfLabels_NamesBothFiles() =>
        AssertFault(null, ImageFiles.Idx([3], 1, 2, 0), Labels, "has 3 labels, but", Images, "has 2 images.");

    [Fact]
    public void Open_NoLabels_SaysWhichFileWasLookedFor()
    {
        _folder.Write(Images, ImageFiles.Idx([1, 1, 1], 1));
        Assert.Contains($"{_folder.File(Labels)} was looked for", Fault().Message);
    }

    [Fact]
    public void Open_TestLabelThatNoTrainingImageHas_NamesTheImage()
    {
        WriteTraining();
        _folder.Write("t10k-images-idx3-ubyte", ImageFiles.Idx([2, 2, 3], new byte[12]));
        _folder.Write("t10k-labels-idx1-ubyte", ImageFiles.Idx([2], 2, 3));
        Assert.Contains($"Image 1 of the test part has the label 3, but {_folder.Path} has the classes 0 to 2.", Fault().Message);
    }

    [Fact]
    public void Open_TestImagesOfAnotherShape_NamesBothFiles()
    {
        WriteTraining();
        _folder.Write("t10k-images-idx3-ubyte", ImageFiles.Idx([1, 3, 2], new byte[6]));
        _folder.Write("t10k-labels-idx1-ubyte", ImageFiles.Idx([1], 1));
        Assert.Contains("has images of 1x3x2, but", Fault().Message);
    }

    [Fact]
    public void Open_TestFractionBesideATestPart_Throws()
    {
        WriteTraining();
        _folder.Write("t10k-images-idx3-ubyte", ImageFiles.Idx([1, 2, 3], new byte[6]));
        _folder.Write("t10k-labels-idx1-ubyte", ImageFiles.Idx([1], 1));
        var fault = Assert.Throws<InvalidOptionsException>(() => ImageSet.Open(_folder.Path, new ImageSetOptions { TestFraction = 0.2 }));
        Assert.Contains("TestFraction of ImageSetOptions must be left out for", fault.Message);
        Assert.Contains("which has a test part of its own, but was 0.2.", fault.Message);
    }

    [Fact]
    public void Open_SeveralSetsInAFolder_AsksForOne()
    {
        WriteTraining();
        _folder.Write("letters-images-idx3-ubyte", ImageFiles.Idx([1, 2, 3], new byte[6]));
        Assert.Contains("must have one file of training images and at most one of test images", Fault().Message);
    }

    [Fact]
    public void RequireClasses_LabelBeyondTheNetwork_NamesTheImage()
    {
        WriteTraining();
        using var set = ImageSet.Open(_folder.Path);
        ImageSetCheck.RequireClasses(set, 3, "there are 3");
        var fault = Assert.Throws<DatasetException>(() => ImageSetCheck.RequireClasses(set, 2, "the network has the classes 0 to 1"));
        Assert.Contains("Image 0 has the label 2, but the network has the classes 0 to 1.", fault.Message);
    }

    private void WriteTraining()
    {
        _folder.Write(Images, ImageFiles.Idx([2, 2, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        _folder.Write(Labels, ImageFiles.Idx([2], 2, 0));
    }

    private void AssertFault(byte[]? images, byte[]? labels, params string[] parts)
    {
        WriteTraining();
        _folder.Write(Images, images ?? ImageFiles.Idx([2, 2, 3], new byte[12]));
        _folder.Write(Labels, labels ?? ImageFiles.Idx([2], 2, 0));
        string message = Fault().Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }

    private DatasetException Fault() => Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.Path));
}
