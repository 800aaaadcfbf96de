using CsCheck;
using Escala.Vision.Batches;
using Xunit;

namespace Escala.Tests.Vision.Batches;

public class EpochOrderTests
{
    [Fact]
    public void At_AllPlaces_AreAllImagesOnce() => Gen.Select(Gen.ULong, Gen.Int[0, 100], Gen.Int[1, 3000]).Sample((seed, epoch, count) =>
        Assert.Equal(Enumerable.Range(0, count), Order(seed, epoch, count).Order()));

    [Fact]
    public void At_SameSeedAndEpoch_IsTheSameOrder() =>
        Assert.Equal(Order(5, 3, 1000), Order(5, 3, 1000));

    [Fact]
    public void At_OtherSeedOrEpoch_IsAnotherOrder() => Gen.Select(Gen.ULong, Gen.Int[0, 100]).Sample((seed, epoch) =>
    {
        int[] order = Order(seed, epoch, 100);
        Assert.NotEqual(order, Order(seed + 1, epoch, 100));
        Assert.NotEqual(order, Order(seed, epoch + 1, 100));
        Assert.NotEqual(order, Enumerable.Range(0, 100));
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    public void At_ManyEpochs_EveryImageIsInEveryPlaceAsOften(int count)
    {
        const int Epochs = 20_000;
        var counts = new int[count, count];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            var order = new EpochOrder(11, epoch, count);
            for (int place = 0; place < count; place++)
            {
                counts[place, order.At(place)]++;
            }
        }

        double expected = (double)Epochs / count;
        double spread = Math.Sqrt(expected);
        Assert.All(counts.Cast<int>(), found => Assert.InRange(found, expected - (5 * spread), expected + (5 * spread)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void At_ManyEpochs_EveryOrderComesUp(int count)
    {
        int orders = Enumerable.Range(1, count).Aggregate(1, (product, i) => product * i);
        int found = Enumerable.Range(0, 20 * orders).Select(epoch => string.Join(" ", Order(7, epoch, count))).Distinct().Count();
        Assert.Equal(orders, found);
    }

    [Fact]
    public void At_ManyImages_NeighboursArePartedFar()
    {
        int[] order = Order(1, 0, 60_000);
        double meanStep = order.Zip(order.Skip(1), (one, next) => Math.Abs((double)one - next)).Average();

        // A third of the range, as of two independent places.
        Assert.InRange(meanStep, 19_500, 20_500);
    }

    [Fact]
    public void At_MostImages_HasRoom()
    {
        var order = new EpochOrder(1, 0, int.MaxValue);
        Assert.All(Enumerable.Range(int.MaxValue - 100, 100), place => Assert.InRange(order.At(place), 0, int.MaxValue - 1));
    }

    private static int[] Order(ulong seed, int epoch, int count)
    {
        var order = new EpochOrder(seed, epoch, count);
        return [.. Enumerable.Range(0, count).Select(order.At)];
    }
}
