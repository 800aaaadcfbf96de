using Escala.Cluster.Collectives;
using Escala.Engines;
using Xunit;

namespace Escala.Cluster.Tests.Collectives;

public sealed class SharedMemoryCollectiveTests : CollectiveTests
{
    /// <summary>Every rank adds up less than 4,096 floats itself; of more, each does a share. A window holds 65,536.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_097)]
    [InlineData(65_536)]
    [InlineData(140_003)]
    public void Sum_Floats_AreAddedUpInTheOrderOfTheRanks(int length)
    {
        float[] parts = [1e8f, 1, -1e8f, 1];
        float[] expected = [.. Enumerable.Range(0, length).Select(place => (((parts[0] + place) + parts[1]) + parts[2]) + parts[3])];

        float[][] sums = Run(parts.Length, collective =>
        {
            float[] values = [.. Enumerable.Range(0, length).Select(place => parts[collective.Rank] + (collective.Rank == 0 ? place : 0))];
            collective.Sum(values);
            return values;
        });

        Assert.All(sums, sum => Assert.Equal(expected, sum));
    }

    [Fact]
    public void Calls_ThatFollowEachOther_DoNotMix()
    {
        long[] checks = Run(3, collective =>
        {
            long check = 0;
            var told = new long[1];
            for (int turn = 0; turn < 20_000; turn++)
            {
                told[0] = collective.Rank == turn % 3 ? turn : -1;
                collective.Broadcast<long>(told, turn % 3);
                Assert.Equal(turn, told[0]);
                long[] sum = [turn + collective.Rank];
                collective.Sum(sum);
                check += sum[0];
                if (turn % 100 == 0)
                {
                    var large = new long[5_000];
                    Array.Fill(large, turn);
                    collective.Sum(large);
                    Assert.All(large, value => Assert.Equal(3 * turn, value));
                }
            }

            return check;
        });

        Assert.All(checks, check => Assert.Equal((3L * 20_000 * 19_999 / 2) + (3L * 20_000), check));
    }

    [Fact]
    public void Sum_RanksAtDifferentCalls_IsAnErrorOnEachThatSeesIt()
    {
        CollectiveException fault = Assert.Throws<CollectiveException>(() => Run(2, collective =>
        {
            collective.Sum(new long[1 + collective.Rank]);
            return 0;
        }));

        Assert.Contains("same calls", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sum_RankThatDoesNotCome_EndsAfterThePatience()
    {
        CollectiveException fault = Assert.Throws<CollectiveException>(() => JoinedRanks.Run(2, joined =>
        {
            using SharedMemoryCollective collective = SharedMemoryCollective.Join(joined, JoinedRanks.Nonce, TimeSpan.FromSeconds(0.5))!;
            if (collective.Rank == 0)
            {
                collective.Sum(new long[1]);
            }

            return 0;
        }));

        Assert.Contains("Sum failed on rank 0 of 2: rank 1 did not come", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_RankThatCannotOpenTheMemory_LeavesAllWithSockets() => Assert.All(
        JoinedRanks.Run(3, joined => SharedMemoryCollective.Join(new Misled(joined), JoinedRanks.Nonce) is null), Assert.True);

    private protected override T[] Run<T>(int world, Func<ICollective, T> rank) => JoinedRanks.Run(world, joined =>
    {
        using SharedMemoryCollective? collective = SharedMemoryCollective.Join(joined, JoinedRanks.Nonce);
        return rank(collective ?? throw new InvalidOperationException("The ranks share no memory."));
    });

    /// <summary>Ranks of which the last one sees another file at the path it is told, as in another container.</summary>
    private sealed class Misled(ICollective inner) : ICollective
    {
        public int Rank => inner.Rank;

        public int World => inner.World;

        public void Sum(Span<long> values) => inner.Sum(values);

        public void Sum(Span<float> values) => inner.Sum(values);

        public void Sum(Span<double> values) => inner.Sum(values);

        public void Max(Span<float> values) => inner.Max(values);

        public T[][] Gather<T>(ReadOnlySpan<T> mine)
            where T : unmanaged => inner.Gather(mine);

        public void Broadcast<T>(Span<T> values, int root)
            where T : unmanaged
        {
            inner.Broadcast(values, root);
            if (typeof(T) == typeof(char) && Rank == World - 1)
            {
                values.Clear();
                "/dev/null".AsSpan().CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<T, char>(values));
            }
        }
    }
}
