using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class WorkSharesTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(3, 1_000)]
    [InlineData(9, 5)]
    public void TryTake_ByTurns_GivesEveryIndexOnce(int threads, int count)
    {
        var shares = new WorkShares(threads);
        foreach (bool isBackwards in (bool[])[false, true, false])
        {
            shares.Begin(count, isBackwards);
            var taken = new List<int>();
            for (int turn = 0; shares.TryTake(turn % threads, most: 4, takesLeft: 2, out Range next); turn++)
            {
                Assert.InRange(next.End.Value - next.Start.Value, 1, 4);
                taken.AddRange(Enumerable.Range(next.Start.Value, next.End.Value - next.Start.Value));
            }

            Assert.Equal(Enumerable.Range(0, count), taken.Order());
        }
    }

    [Theory]
    [InlineData(false, new[] { 4, 5, 6, 7, 8, 0, 1, 2, 3 })]
    [InlineData(true, new[] { 8, 7, 6, 5, 4, 3, 2, 1, 0 })]
    public void TryTake_OneThreadAlone_BeginsWithItsShare(bool isBackwards, int[] expected)
    {
        var shares = new WorkShares(2);
        shares.Begin(9, isBackwards);
        var taken = new List<int>();
        while (shares.TryTake(1, most: 1, takesLeft: 1, out Range next))
        {
            taken.Add(next.Start.Value);
        }

        Assert.Equal(expected, taken);
    }

    [Fact]
    public void TryTake_AllThreadsAtOnce_GivesEveryIndexOnce()
    {
        const int Count = 100_000;
        using var team = new CoreTeam(3);
        var shares = new WorkShares(3);
        var times = new int[Count];
        shares.Begin(Count);
        team.Run(thread =>
        {
            while (shares.TryTake(thread, most: 3, takesLeft: 8, out Range next))
            {
                for (int index = next.Start.Value; index < next.End.Value; index++)
                {
                    Interlocked.Increment(ref times[index]);
                }
            }
        });
        Assert.All(times, count => Assert.Equal(1, count));
    }
}
