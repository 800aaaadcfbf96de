using CsCheck;
using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Escala.Tests.Data;
using Escala.Tests.Metrics;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public sealed class ImageStatisticsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Bytes_IsMeanAndDeviationPerChannel()
    {
        // Channel 0: 1 2 3 6, channel 1: 5 5 5 5; the third image does not train.
        using ImageSet set = Bytes("3, 2, 1, 2", 1, 2, 5, 5, 3, 6, 5, 5, 255, 255, 255, 255);
        ImageNormalization found = Of(set, [0, 1]);
        Assert.Equal([3, 5], found.Means);
        Assert.Equal([Math.Sqrt(14 / 4.0), 1], found.Deviations);
    }

    [Fact]
    public void Of_Numbers_IsMeanAndDeviationPerChannel()
    {
        using ImageSet set = Numbers("2, 2, 1, 2", 1, 2, 0.5f, 0.5f, 3, 6, 0.5f, 0.5f);
        ImageNormalization found = Of(set, [0, 1]);
        Assert.Equal([3, 0.5], found.Means);
        Assert.Equal([Math.Sqrt(14 / 4.0), 1], found.Deviations);
    }

    [Fact]
    public void Of_NumbersFarFromZero_KeepsTheDeviation()
    {
        using ImageSet set = Numbers("2, 1, 1, 2", 100_000, 100_001, 100_002, 100_003);
        Assert.Equal(Math.Sqrt(1.25), Of(set, [0, 1]).Deviations[0], 1e-6);
    }

    [Fact]
    public void Of_AnyThreadsAndRanks_HasTheSameBits()
    {
        byte[] bytes = [.. Enumerable.Range(0, 101 * 3 * 35).Select(i => (byte)((i * 31) ^ (i >> 5)))];
        using ImageSet byBytes = Bytes("101, 3, 5, 7", bytes);
        using ImageSet byNumbers = Numbers("101, 3, 5, 7", [.. bytes.Select(value => (value / 7f) - 3)]);
        int[] rows = [.. Enumerable.Range(0, 101).Where(row => row % 4 != 1)];
        Assert.All([byBytes, byNumbers], set =>
        {
            ImageNormalization one = Of(set, rows);
            Assert.All([(1, 2), (1, 3), (2, 1), (3, 2), (5, 1)], run => Assert.All(
                RankThreads.Run(run.Item1, collective => Of(set, rows, run.Item2, collective)),
                found =>
                {
                    Assert.Equal(one.Means, found.Means);
                    Assert.Equal(one.Deviations, found.Deviations);
                }));
        });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Of_PixelThatIsNoNumber_NamesTheImage(float pixel)
    {
        using ImageSet set = Numbers("2, 1, 1, 2", 1, 2, 3, pixel);
        Assert.Contains($"Image 1 has a pixel that is {pixel}.", Assert.Throws<DatasetException>(() => Of(set, [0, 1])).Message);
    }

    [Fact]
    public void PixelSums_AnyLength_AreExact() => Gen.Byte.Array[0, 3000].Sample(bytes =>
    {
        PixelSums sums = default;
        sums.Add(bytes);
        Assert.Equal(bytes.Sum(value => (long)value), sums.Sum);
        Assert.Equal(bytes.Sum(value => (long)value * value), sums.Squares);
    });

    [Fact]
    public void PixelSums_ManyOfTheLargest_DoNotRunOver()
    {
        PixelSums sums = default;
        var white = new byte[5_000_000];
        white.AsSpan().Fill(255);
        sums.Add(white);
        Assert.Equal(255L * white.Length, sums.Sum);
        Assert.Equal(255L * 255 * white.Length, sums.Squares);
    }

    private ImageSet Bytes(string shape, params byte[] values) => Write("|u1", shape, values);

    private ImageSet Numbers(string shape, params float[] values) => Write("<f4", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    private ImageSet Write(string type, string shape, byte[] values)
    {
        string images = _folder.Write($"{Guid.NewGuid()}.npy", ImageFiles.Npy(type, shape, values));
        int count = int.Parse(shape.Split(',')[0]);
        string labels = _folder.Write($"{Guid.NewGuid()}.npy", ImageFiles.Npy("|u1", $"{count},", new byte[count]));
        return ImageSet.Open(images, new ImageSetOptions { Labels = labels });
    }

    private static ImageNormalization Of(ImageSet set, int[] rows, int threads = 1, ICollective? collective = null)
    {
        using var team = new CoreTeam(threads);
        return ImageStatistics.Of(set, rows, team, collective ?? new SoloCollective(), TestContext.Current.CancellationToken);
    }
}
