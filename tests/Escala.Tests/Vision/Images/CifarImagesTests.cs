using Escala.Data;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class CifarImagesTests : IDisposable
{
    private const int Pixels = 3 * 32 * 32;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Cifar10_HasBatchesInOrderAndTheTestBatch()
    {
        _folder.Write("data_batch_2.bin", [.. Record([7], 2)]);
        _folder.Write("data_batch_1.bin", [.. Record([9], 0), .. Record([3], 1)]);
        _folder.Write("test_batch.bin", [.. Record([0], 3)]);
        _folder.Write("batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");

        using var set = ImageSet.Open(_folder.Path);

        Assert.Equal(new ImageShape(3, 32, 32), set.Shape);
        Assert.Equal((4, 1), (set.Count, set.OwnTestCount));
        Assert.Equal([9, 3, 7, 0], set.Labels.ToArray());
        Assert.Equal(["airplane", "automobile", "truck"], [set.ClassNames[0], set.ClassNames[1], set.ClassNames[9]]);
        Assert.All(Enumerable.Range(0, 4), row => Assert.Equal(Image(row), set.Bytes(row).ToArray()));
        Assert.Equal(4 * (Pixels + 1), set.StoredBytes);
    }

    [Fact]
    public void Open_Cifar100_HasTheFineLabels()
    {
        _folder.Write("train.bin", [.. Record([4, 99], 0), .. Record([5, 0], 1)]);
        _folder.Write("test.bin", [.. Record([6, 50], 2)]);
        using var set = ImageSet.Open(_folder.Path);
        Assert.Equal([99, 0, 50], set.Labels.ToArray());
        Assert.Equal(100, set.ClassNames.Count);
        Assert.Equal(1, set.OwnTestCount);
        Assert.Equal(Image(2), set.Bytes(2).ToArray());
    }

    [Fact]
    public void Open_TruncatedBatch_IsNamed()
    {
        _folder.Write("data_batch_1.bin", [.. Record([9], 0), 1, 2, 3]);
        AssertFault("data_batch_1.bin is truncated, or not of CIFAR-10: it has 3076 bytes, which is no whole number of records of 3073.");
    }

    [Fact]
    public void Open_LabelOutOfRange_NamesTheImage()
    {
        _folder.Write("data_batch_1.bin", [.. Record([9], 0), .. Record([10], 0)]);
        AssertFault("data_batch_1.bin, image 1 has the label 10, but CIFAR-10 has the labels 0 to 9.");
    }

    [Fact]
    public void Open_OtherNumberOfNames_IsNamed()
    {
        _folder.Write("data_batch_1.bin", [.. Record([9], 0)]);
        _folder.Write("batches.meta.txt", "one\ntwo\n");
        AssertFault("batches.meta.txt must have 10 names of classes, but has 2.");
    }

    private void AssertFault(string part) => Assert.Contains(part, Assert.Throws<DatasetException>(() => ImageSet.Open(_folder.Path)).Message);

    private static byte[] Image(int row) => [.. Enumerable.Range(0, Pixels).Select(i => (byte)((i * 7) + row))];

    private static IEnumerable<byte> Record(byte[] labels, int row) => labels.Concat(Image(row));
}
