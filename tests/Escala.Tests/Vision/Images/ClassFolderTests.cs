using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class ClassFolderTests : IDisposable
{
    private static readonly byte[] Grey = ImageFiles.Png(1, 2, 1, 10, 20);
    private static readonly byte[] Colours = ImageFiles.Png(1, 2, 3, 1, 2, 3, 4, 5, 6);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderPerClass_IsInTheOrderOfNames()
    {
        _folder.Put("dog/b.png", ImageFiles.Png(1, 2, 3, 7, 8, 9, 10, 11, 12));
        _folder.Put("dog/a.PNG", Colours);
        _folder.Put("cat/z.png", Grey);
        _folder.Put("cat/notes.txt", [1]);
        _folder.Put(".hidden/x.png", [1]);

        using var set = ImageSet.Open(_folder.Path);

        Assert.Equal(new ImageShape(3, 1, 2), set.Shape);
        Assert.Equal(["cat", "dog"], set.ClassNames);
        Assert.Equal([0, 1, 1], set.Labels.ToArray());
        Assert.Equal(0, set.OwnTestCount);
        Assert.Equal([10, 20, 10, 20, 10, 20], set.Bytes(0).ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], set.Bytes(1).ToArray());
        Assert.Equal([7, 10, 8, 11, 9, 12], set.Bytes(2).ToArray());
        Assert.Equal(new DirectoryInfo(_folder.Path).EnumerateFiles("*.png", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MatchCasing = MatchCasing.CaseInsensitive,
        }).Where(file => file.Length > 1).Sum(file => file.Length), set.StoredBytes);
    }

    [Fact]
    public void Open_Unlabeled_FindsFilesInTheOrderOfTheirPaths()
    {
        _folder.Put("b.png", ImageFiles.Png(1, 2, 1, 1, 2));
        _folder.Put("a/z.png", ImageFiles.Png(1, 2, 1, 3, 4));
        _folder.Put("a/deep/y.png", ImageFiles.Png(1, 2, 1, 5, 6));
        _folder.Put("a/notes.txt", [1]);
        _folder.Put(".hidden/x.png", [1]);
        var options = new ImageSetOptions { IsUnlabeled = true };

        using var set = ImageSet.Open(_folder.Path, options);
        var data = ImageData.Describe(_folder.Path, options);

        Assert.Equal((3, 0), (set.Count, set.OwnTestCount));
        Assert.Empty(set.ClassNames);
        Assert.True(set.Labels.IsEmpty);
        Assert.Equal([5, 6], set.Bytes(0).ToArray());
        Assert.Equal([1, 2], set.Bytes(2).ToArray());
        Assert.Equal(["a/deep/y.png", "a/z.png", "b.png"], data.DecodedFiles);
        using ImageSet again = data.Open();
        Assert.Equal(3, again.Count);
    }

    [Fact]
    public void Open_UnlabeledFolderWithoutImages_SaysWhatIsReadable()
    {
        _folder.Put("notes.txt", [1]);
        DatasetException fault = Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.Path, new ImageSetOptions { IsUnlabeled = true }));
        Assert.Contains("has no images. Readable are", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AllGrey_HasOneChannel()
    {
        _folder.Put("a/1.png", Grey);
        _folder.Put("b/1.png", ImageFiles.Png(1, 2, 1, 30, 40));
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal(new ImageShape(1, 1, 2), set.Shape);
        Assert.Equal([30, 40], set.Bytes(1).ToArray());
    }

    [Fact]
    public void Open_Jpeg_IsDecoded()
    {
        _folder.Put("a/1.jpg", ImageFiles.GreyJpeg(200));
        _folder.Put("a/2.jpeg", ImageFiles.GreyJpeg(150));
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal(new ImageShape(1, 8, 8), set.Shape);
        Assert.All(set.Bytes(0).ToArray(), pixel => Assert.Equal(200, pixel));
        Assert.All(set.Bytes(1).ToArray(), pixel => Assert.Equal(150, pixel));
    }

    [Fact]
    public void Open_Transparency_IsLeftOut()
    {
        _folder.Put("a/1.png", ImageFiles.Png(1, 1, 4, 1, 2, 3, 0));
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal([1, 2, 3], set.Bytes(0).ToArray());
    }

    [Fact]
    public void Open_TrainAndTest_AreTheParts()
    {
        _folder.Put("train/a/1.png", Grey);
        _folder.Put("train/b/1.png", Grey);
        _folder.Put("test/b/1.png", ImageFiles.Png(1, 2, 1, 30, 40));
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal((3, 1), (set.Count, set.OwnTestCount));
        Assert.Equal([0, 1, 1], set.Labels.ToArray());
        Assert.Equal([30, 40], set.Bytes(2).ToArray());
    }

    [Fact]
    public void Open_AnyNumberOfThreads_GivesTheSamePixels()
    {
        for (int i = 0; i < 50; i++)
        {
            _folder.Put($"a/{i:D2}.png", ImageFiles.Png(1, 2, 1, (byte)i, (byte)(i + 1)));
        }

        Assert.All([1, 2, 5], threads =>
        {
            using var set = ImageSet.Open(_folder.Path, new ImageSetOptions { Threads = threads });
            Assert.All(Enumerable.Range(0, 50), row => Assert.Equal([(byte)row, (byte)(row + 1)], set.Bytes(row).ToArray()));
        });
    }

    [Fact]
    public void Open_Decoded_LeavesNoFileBehind()
    {
        _folder.Put("data/a/1.png", Grey);
        Directory.CreateDirectory(_folder.File("scratch"));
        using var set = ImageSet.Open(_folder.File("data"), new ImageSetOptions { ScratchFolder = _folder.File("scratch") });
        Assert.Empty(Directory.EnumerateFiles(_folder.File("scratch")));
        Assert.Equal([10, 20], set.Bytes(0).ToArray());
    }

    [Fact]
    public void Open_ScratchFolderThatIsNotThere_IsNamed()
    {
        _folder.Put("data/a/1.png", Grey);
        var options = new ImageSetOptions { ScratchFolder = _folder.File("none") };
        Assert.Contains(
            $"{_folder.File("none")} has no room for 2 bytes of decoded images",
            Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.File("data"), options)).Message);
    }

    [Fact]
    public void Open_UnequalSizes_NamesBothFilesAndTheOption()
    {
        _folder.Put("a/1.png", Grey);
        _folder.Put("a/2.png", ImageFiles.Png(2, 2, 1, 1, 2, 3, 4));
        AssertFault(_folder.File("a/2.png") + " is 2x2 pixels, but " + _folder.File("a/1.png") + " is 1x2.", "with the option Resize");
    }

    [Fact]
    public void Open_ResizeAskedFor_HasThatSize()
    {
        _folder.Put("a/1.png", Grey);
        _folder.Put("a/2.png", ImageFiles.Png(2, 2, 1, 10, 20, 30, 40));
        using var set = ImageSet.Open(_folder.Path, new ImageSetOptions { Resize = new ImageSize(1, 1) });
        Assert.Equal(new ImageShape(1, 1, 1), set.Shape);
        Assert.Equal([15], set.Bytes(0).ToArray());
        Assert.Equal([25], set.Bytes(1).ToArray());
    }

    [Fact]
    public void Open_FlippedBit_NamesTheFile()
    {
        byte[] damaged = [.. Colours];
        damaged[^20] ^= 4;
        _folder.Put("a/1.png", Colours);
        _folder.Put("a/2.png", damaged);
        AssertFault(_folder.File("a/2.png") + " is damaged", "a checksum at byte");
    }

    [Fact]
    public void Open_SeveralDamagedFiles_NamesTheFirstAlways()
    {
        for (int i = 0; i < 40; i++)
        {
            _folder.Put($"a/{i:D2}.png", i is 11 or 12 or 35 ? Colours[..^15] : Colours);
        }

        Assert.All([1, 2, 4], threads => Assert.Contains(
            _folder.File("a/11.png"),
            Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.Path, new ImageSetOptions { Threads = threads })).Message));
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(20, "is damaged, or is no PNG or JPEG file")]
    [InlineData(50, "it ends too early")]
    public void Open_TruncatedPng_IsNamed(int bytes, string part)
    {
        _folder.Put("a/1.png", Colours[..bytes]);
        AssertFault(_folder.File("a/1.png"), part);
    }

    [Fact]
    public void Open_TextNamedPng_IsNamed()
    {
        _folder.Put("a/1.png", [.. "not an image at all"u8]);
        AssertFault(_folder.File("a/1.png") + " is damaged, or is no PNG or JPEG file");
    }

    [Fact]
    public void Open_TruncatedJpeg_IsNamed()
    {
        _folder.Put("a/1.jpg", ImageFiles.GreyJpeg(200)[..100]);
        AssertFault(_folder.File("a/1.jpg") + " is damaged, or is no PNG or JPEG file");
    }

    [Fact]
    public void Open_EmptyFolder_SaysWhatIsReadable() => AssertFault("has no images. Readable are folders with IDX files");

    [Fact]
    public void Open_ClassWithoutImages_IsNamed()
    {
        _folder.Put("a/1.png", Grey);
        _folder.Put("b/readme.txt", [1]);
        AssertFault(_folder.File("b") + " has no PNG or JPEG file.");
    }

    [Fact]
    public void Open_EmptyTrainingPart_IsNamed()
    {
        _folder.Put("test/a/1.png", Grey);
        Directory.CreateDirectory(_folder.File("train"));
        AssertFault(_folder.File("train") + " has no folder of a class.");
    }

    [Fact]
    public void Open_TestClassThatDoesNotTrain_IsNamed()
    {
        _folder.Put("train/cat/1.png", Grey);
        _folder.Put("test/cats/1.png", Grey);
        AssertFault(_folder.File("test/cats") + " is of a class that has no training images. Nearest: 'cat'.");
    }

    private void AssertFault(params string[] parts)
    {
        string message = Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.Path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
