using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class NpyImagesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Float32_IsReadAsItIs()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(i => i / 4f)];
        string path = _folder.Write("images.npy", ImageFiles.Npy("<f4", "2, 3, 2, 2", [.. values.SelectMany(BitConverter.GetBytes)]));
        _folder.Write("labels.npy", ImageFiles.Npy("<i8", "2,", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

        Assert.All([path, _folder.Path], given =>
        {
            using var set = ImageSet.Open(given);
            Assert.Equal(new ImageShape(3, 2, 2), set.Shape);
            Assert.Equal([1, 0], set.Labels.ToArray());
            Assert.False(set.StoresBytes);
            var pixels = new float[12];
            set.Read(1, pixels);
            Assert.Equal(values[12..], pixels);
            Assert.Contains("not as bytes", Assert.Throws<InvalidOperationException>(() => set.Bytes(0)).Message);
        });
    }

    [Fact]
    public void Open_UnlabeledFile_NeedsNoLabels()
    {
        string path = _folder.Write("x.npy", ImageFiles.Npy("|u1", "2, 1, 3", [1, 2, 3, 4, 5, 6]));
        using var set = ImageSet.Open(path, new ImageSetOptions { IsUnlabeled = true });
        Assert.Equal(2, set.Count);
        Assert.True(set.Labels.IsEmpty);
        Assert.Equal([4, 5, 6], set.Bytes(1).ToArray());
    }

    [Fact]
    public void Open_GreyBytes_HaveOneChannel()
    {
        string path = _folder.Write("x.npy", ImageFiles.Npy("|u1", "2, 1, 3", [1, 2, 3, 4, 5, 6]));
        string labels = _folder.Write("y.npy", ImageFiles.Npy("|u1", "2,", [3, 0]));
        using var set = ImageSet.Open(path, new ImageSetOptions { Labels = labels });
        Assert.Equal(new ImageShape(1, 1, 3), set.Shape);
        Assert.Equal([4, 5, 6], set.Bytes(1).ToArray());
        Assert.Equal(4, set.ClassNames.Count);
    }

    [Fact]
    public void Open_FolderWithBothParts_HasBoth()
    {
        _folder.Write("train-images.npy", ImageFiles.Npy("|u1", "2, 1, 1", [1, 2]));
        _folder.Write("train-labels.npy", ImageFiles.Npy("|u1", "2,", [0, 1]));
        _folder.Write("test-images.npy", ImageFiles.Npy("|u1", "1, 1, 1", [3]));
        _folder.Write("test-labels.npy", ImageFiles.Npy("|u1", "1,", [1]));
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal((3, 1), (set.Count, set.OwnTestCount));
        Assert.Equal(3, set.Bytes(2)[0]);
    }

    [Theory]
    [InlineData("2, 3", "must have images of the shape (N, C, H, W) or (N, H, W), but has the shape (2, 3).")]
    [InlineData("1, 1, 1, 2, 3", "but has the shape (1, 1, 1, 2, 3).")]
    [InlineData("0, 2, 3", "but has the shape (0, 2, 3).")]
    [InlineData("2, 2, 3", "is truncated: (2, 2, 3) values of type |u1 take 140 bytes, but it has 134.")]
    [InlineData("99999999, 99999999, 99999999", "which are too large to train on")]
    [InlineData("9999999999, 2, 3", "but has the shape (9999999999, 2, 3).")]
    public void Open_ShapeThatDoesNotFit_IsNamed(string shape, string part)
    {
        string path = _folder.Write("images.npy", ImageFiles.Npy("|u1", shape, [1, 2, 3, 4, 5, 6]));
        _folder.Write("labels.npy", ImageFiles.Npy("|u1", "2,", [0, 1]));
        AssertFault(path, part);
    }

    [Fact]
    public void Open_ColumnMajor_IsNamed()
    {
        string path = _folder.Write("images.npy", ImageFiles.Npy("|u1", "1, 2, 3", [1, 2, 3, 4, 5, 6], isColumnMajor: true));
        _folder.Write("labels.npy", ImageFiles.Npy("|u1", "1,", [0]));
        AssertFault(path, "is column-major");
    }

    [Theory]
    [InlineData("<f4", "2,", new byte[] { 0, 0, 0, 0, 0, 0, 0x80, 0xBF }, "row 1 has the label -1, which is no class")]
    [InlineData("<f4", "2,", new byte[] { 0, 0, 0, 0x3F, 0, 0, 0, 0 }, "row 0 has the label 0.5, which is no class")]
    [InlineData("|i1", "2,", new byte[] { 1, 0xFE }, "row 1 has the label -2")]
    [InlineData("|u1", "3,", new byte[] { 1, 0, 2 }, "has 3 labels, but")]
    [InlineData("|u1", "1, 2", new byte[] { 1, 0 }, "must have labels of the shape (N), but has the shape (1, 2).")]
    public void Open_WrongLabels_AreNamed(string type, string shape, byte[] values, string part)
    {
        string path = _folder.Write("images.npy", ImageFiles.Npy("|u1", "2, 1, 1", [1, 2]));
        _folder.Write("labels.npy", ImageFiles.Npy(type, shape, values));
        AssertFault(path, part);
    }

    [Fact]
    public void Open_PartsOfUnequalTypes_NamesBoth()
    {
        _folder.Write("train-images.npy", ImageFiles.Npy("|u1", "1, 1, 1", [1]));
        _folder.Write("train-labels.npy", ImageFiles.Npy("|u1", "1,", [0]));
        _folder.Write("test-images.npy", ImageFiles.Npy("<f4", "1, 1, 1", [0, 0, 0, 0]));
        _folder.Write("test-labels.npy", ImageFiles.Npy("|u1", "1,", [0]));
        AssertFault(_folder.Path, "has values of type <f4, but");
    }

    private static void AssertFault(string path, string part) =>
        Assert.Contains(part, Assert.Throws<DatasetException>(() => ImageSet.Open(path)).Message);
}
