using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class ImagePartsTests : IDisposable
{
    private const int Count = 1000;

    private readonly TempFolder _folder = new();

    public ImagePartsTests()
    {
        _folder.Write("train-images.npy", ImageFiles.Npy("|u1", $"{Count}, 1, 1", new byte[Count]));
        _folder.Write("train-labels.npy", ImageFiles.Npy("|u1", $"{Count},", new byte[Count]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_NothingAskedFor_AllTrain()
    {
        using ImageSet set = Open(0);
        var parts = ImageParts.Of(set, 0);
        Assert.Equal(Enumerable.Range(0, Count), parts.Training);
        Assert.Empty(parts.Validation);
        Assert.Empty(parts.Test);
    }

    [Fact]
    public void Of_Fractions_AreKeptAndEveryRowIsInOnePart()
    {
        using ImageSet set = Open(0.2);
        var parts = ImageParts.Of(set, 0.1);
        Assert.InRange(parts.Test.Length, 150, 250);
        Assert.InRange(parts.Validation.Length, 50, 110);
        Assert.Equal(Enumerable.Range(0, Count), parts.Training.Concat(parts.Validation).Concat(parts.Test).Order());
        Assert.Equal(parts.Test, ImageParts.Of(set, 0).Test);
    }

    [Fact]
    public void Of_OwnTestPart_TestsThatAlone()
    {
        _folder.Write("test-images.npy", ImageFiles.Npy("|u1", "3, 1, 1", new byte[3]));
        _folder.Write("test-labels.npy", ImageFiles.Npy("|u1", "3,", new byte[3]));
        using ImageSet set = Open(0);
        var parts = ImageParts.Of(set, 0.5);
        Assert.Equal([Count, Count + 1, Count + 2], parts.Test);
        Assert.Equal(Count, parts.Training.Length + parts.Validation.Length);
    }

    [Fact]
    public void Of_NoRowInAPart_Throws()
    {
        using ImageSet set = Open(0);
        Assert.Contains("The validation part has no image: there are 1000 in all.", Assert.Throws<DatasetException>(() =>
            ImageParts.Of(set, 1e-9)).Message);
        Assert.Contains("The training part has no image", Assert.Throws<DatasetException>(() => ImageParts.Of(set, 1 - 1e-9)).Message);
    }

    private ImageSet Open(double testFraction) => ImageSet.Open(_folder.Path, new ImageSetOptions { TestFraction = testFraction });
}
