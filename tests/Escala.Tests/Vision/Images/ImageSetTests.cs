using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class ImageSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<ImageSetOptions, string> Wrong => new()
    {
        { new ImageSetOptions { TestFraction = 1 }, "TestFraction of ImageSetOptions must be at least 0 and below 1, but was 1." },
        { new ImageSetOptions { TestFraction = double.NaN }, "but was NaN." },
        { new ImageSetOptions { Resize = new ImageSize(0, 4) }, "Resize of ImageSetOptions must be at least 1x1, but was 0x4." },
        { new ImageSetOptions { Threads = 0 }, "Threads of ImageSetOptions must be at least 1, but was 0." },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Open_WrongOption_IsNamedWithItsValue(ImageSetOptions options, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidOptionsException>(() => ImageSet.Open(_folder.Path, options)).Message);

    [Fact]
    public void Open_PathThatIsNotThere_IsNamed() => AssertFault(_folder.File("none"), "none does not exist");

    [Fact]
    public void Open_FileOfAnotherFormat_SaysWhatIsReadable() =>
        AssertFault(_folder.Write("rows.csv", "a,b"), "rows.csv is neither an IDX nor an NPY file by its name. Readable are folders with IDX files");

    [Fact]
    public void Open_LabelsForAFolder_Throws() => Assert.Contains(
        "Labels of ImageSetOptions must be left out where a folder is given, but was x.",
        Assert.Throws<InvalidOptionsException>(() => ImageSet.Open(_folder.Path, new ImageSetOptions { Labels = "x" })).Message);

    [Fact]
    public void Open_ResizeOfArrays_Throws()
    {
        string path = _folder.Write("images.npy", ImageFiles.Npy("|u1", "1, 1, 1", [1]));
        var options = new ImageSetOptions { Resize = new ImageSize(2, 2) };
        Assert.Contains(
            "Resize of ImageSetOptions must be left out where images are not PNG or JPEG files, but was 2x2.",
            Assert.Throws<InvalidOptionsException>(() => ImageSet.Open(path, options)).Message);
    }

    [Fact]
    public void Read_RowThatIsNotThere_Throws()
    {
        using ImageSet set = Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Bytes(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Bytes(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(0, new float[2]));
    }

    [Fact]
    public void Read_AfterDispose_Throws()
    {
        ImageSet set = Open();
        set.Dispose();
        set.Dispose();
        Assert.Throws<ObjectDisposedException>(() => set.Bytes(0));
    }

    [Fact]
    public void Read_ManyThreadsAtRandom_GetTheirImages()
    {
        const int Count = 5000;
        _folder.Write("images.npy", ImageFiles.Npy("<i4", $"{Count}, 2, 3", [.. Enumerable.Range(0, Count * 6).SelectMany(BitConverter.GetBytes)]));
        _folder.Write("labels.npy", ImageFiles.Npy("|u1", $"{Count},", new byte[Count]));
        using var set = ImageSet.Open(_folder.Path);
        Parallel.For(0, 20_000, i =>
        {
            int row = (int)(i * 7919L % Count);
            var pixels = new float[6];
            set.Read(row, pixels);
            Assert.Equal(Enumerable.Range(row * 6, 6).Select(value => (float)value), pixels);
        });
    }

    private ImageSet Open()
    {
        _folder.Write("images.npy", ImageFiles.Npy("|u1", "2, 1, 1", [1, 2]));
        _folder.Write("labels.npy", ImageFiles.Npy("|u1", "2,", [0, 1]));
        return ImageSet.Open(_folder.Path);
    }

    private static void AssertFault(string path, string part) =>
        Assert.Contains(part, Assert.Throws<DatasetException>(() => ImageSet.Open(path)).Message);
}
