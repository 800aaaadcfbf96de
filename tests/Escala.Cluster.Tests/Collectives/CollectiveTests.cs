using Escala.Engines;
using Xunit;

namespace Escala.Cluster.Tests.Collectives;

/// <summary>What every collective of ranks in different processes does.</summary>
[Trait("Library", "XGBoost")]
public abstract class CollectiveTests
{
    public static TheoryData<int, int> Sizes => new(
        from world in new[] { 1, 2, 3, 5 } from length in new[] { 0, 1, 40_000, 300_000 } select (world, length));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sum_AnyLength_IsTheSumOnEveryRank(int world, int length)
    {
        (long[] Longs, float[] Floats, double[] Doubles)[] sums = Run(world, collective =>
        {
            long[] longs = Numbers(collective.Rank, length, value => value * 1_000_000_007L);
            float[] floats = Numbers(collective.Rank, length, value => (float)value);
            double[] doubles = Numbers(collective.Rank, length, value => value / 4.0);
            collective.Sum(longs);
            collective.Sum(floats);
            collective.Sum(doubles);
            return (longs, floats, doubles);
        });

        long[] expected = [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, world).Sum(rank => (long)Number(rank, i)))];
        Assert.All(sums, sum =>
        {
            Assert.Equal(expected.Select(value => value * 1_000_000_007L), sum.Longs);
            Assert.Equal(expected.Select(value => (float)value), sum.Floats);
            Assert.Equal(expected.Select(value => value / 4.0), sum.Doubles);
        });
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MaxAndBroadcast_AnyLength_AreTheSameOnEveryRank(int world, int length)
    {
        (float[] Largest, Int128[] Told)[] all = Run(world, collective =>
        {
            float[] largest = Numbers(collective.Rank, length, value => -(float)value);
            Int128[] told = Numbers(collective.Rank, length, value => (Int128)value << 64);

            collective.Max(largest);
            collective.Broadcast<Int128>(told, world - 1);
            return (largest, told);
        });

        float[] expected = [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, world).Max(rank => -(float)Number(rank, i)))];
        Int128[] last = Numbers(world - 1, length, value => (Int128)value << 64);
        Assert.All(all, each =>
        {
            Assert.Equal(expected, each.Largest);
            Assert.Equal(last, each.Told);
        });
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ReduceScatterAndAllGather_AnyLength_AreTheSameSharesAndSums(int world, int length)
    {
        (Range Mine, float[] Share, float[] All)[] ranks = Run(world, collective =>
        {
            float[] values = Numbers(collective.Rank, length, value => 1f / (3 + value));
            Range mine = collective.ReduceScatter(values);
            float[] share = values[mine];
            float[] moved = new float[length];
            share.CopyTo(moved.AsSpan(mine));
            collective.AllGather(moved, mine);
            return (mine, share, moved);
        });

        float[][] sums = Run(world, collective =>
        {
            float[] values = Numbers(collective.Rank, length, value => 1f / (3 + value));
            collective.Sum(values);
            return values;
        });
        Assert.All(ranks, rank => Assert.Equal(sums[0][rank.Mine], rank.Share));
        Assert.All(ranks, rank => Assert.Equal(sums[0], rank.All));
        Assert.True(
            ranks.All(rank => rank.Mine.Equals(..length)) || ranks.Sum(rank => rank.Share.Length) == length, "Shares must not overlap.");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gather_AnyLengths_GivesEveryPartToEveryRank(int world, int length)
    {
        // Rank 1 of two or more has nothing, the others one element more each.
        byte[][][] all = Run(world, collective => collective.Gather<byte>(Part(collective.Rank, length)));

        byte[][] expected = [.. Enumerable.Range(0, world).Select(rank => Part(rank, length))];
        Assert.All(all, each => Assert.Equal(expected, each));
    }

    [Fact]
    public void Gather_TypesOfAnySize_KeepTheirBits()
    {
        (float, long, short)[][][] all = Run(3, collective =>
            collective.Gather<(float, long, short)>(
                [.. Enumerable.Repeat((float.NaN, long.MinValue + collective.Rank, (short)-1), collective.Rank)]));

        Assert.All(all, each => Assert.Equal([0, 1, 2], each.Select(part => part.Length)));
        Assert.All(all, each => Assert.All(each[2], value => Assert.Equal((float.NaN, long.MinValue + 2, (short)-1), value)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Sum_FloatsThatDoNotAddUpExactly_GivesTheSameBitsEveryTime(int world)
    {
        float[][] first = Run(world, Sum);
        float[][] again = Run(world, Sum);

        Assert.All(first.Concat(again), sum => Assert.Equal(first[0], sum));

        static float[] Sum(ICollective collective)
        {
            float[] values = Numbers(collective.Rank, 50_000, value => 1f / (3 + value));
            collective.Sum(values);
            return values;
        }
    }

    [Fact]
    public void Sum_AnotherThread_IsRefused()
    {
        Exception?[] faults = Run(2, collective =>
        {
            Exception? fault = null;
            var other = new Thread(() => fault = Record.Exception(() => collective.Sum(new long[1])));
            other.Start();
            other.Join();
            return fault;
        });

        Assert.All(faults, fault => Assert.Contains("thread", Assert.IsType<InvalidOperationException>(fault).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Broadcast_NoSuchRank_IsRefused() => Run(1, collective =>
        Assert.Throws<ArgumentOutOfRangeException>(() => collective.Broadcast<int>([1], 1)));

    /// <summary>Runs some code as every rank of a world, each on a thread of its own.</summary>
    private protected abstract T[] Run<T>(int world, Func<ICollective, T> rank);

    private static int Number(int rank, int index) => ((rank + 1) * 31) + (index % 1009);

    private static T[] Numbers<T>(int rank, int length, Func<int, T> value) =>
        [.. Enumerable.Range(0, length).Select(index => value(Number(rank, index)))];

    private static byte[] Part(int rank, int length) => rank == 1 ? [] : Numbers(rank, length + rank, value => (byte)value);
}
