using System.Diagnostics;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class CoreTeamTests
{
    /// <summary>One, two, and several times as many as the machine has cores.</summary>
    public static TheoryData<int> Threads => [1, 2, 3, (4 * Environment.ProcessorCount) + 1];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Run_AnyThreads_CallsTheBodyOncePerThread(int threads)
    {
        using var team = new CoreTeam(threads);
        var calls = new int[threads];
        team.Run(thread => calls[thread]++);
        Assert.All(calls, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Run_MemberZero_IsTheCaller()
    {
        using var team = new CoreTeam(2);
        var ids = new int[2];
        team.Run(thread => ids[thread] = Environment.CurrentManagedThreadId);
        Assert.Equal(Environment.CurrentManagedThreadId, ids[0]);
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Run_ManyShortRounds_EndsSoon(int threads)
    {
        using var team = new CoreTeam(threads);
        long calls = 0;
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < 2_000; round++)
        {
            team.Run(_ => Interlocked.Increment(ref calls));
        }

        Assert.Equal(2_000L * threads, calls);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Run_AfterMembersFellAsleep_WakesThem()
    {
        using var team = new CoreTeam(2);
        var calls = new int[2];
        for (int round = 0; round < 3; round++)
        {
            team.Run(thread => calls[thread]++);
            Thread.Sleep(50);
        }

        Assert.Equal([3, 3], calls);
    }

    [Fact]
    public void Run_RoundByRound_SeesWhatOthersWrote()
    {
        using var team = new CoreTeam(3);
        var values = new int[3];
        for (int round = 1; round <= 500; round++)
        {
            int[] next = new int[3];
            int[] before = values;
            team.Run(thread => next[thread] = before.Max() + 1);
            Assert.All(next, value => Assert.Equal(round, value));
            values = next;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_BodyThrows_ThrowsItHereAndTheTeamGoesOn(int thrower)
    {
        using var team = new CoreTeam(3);
        var fault = Assert.Throws<InvalidDataException>(() => team.Run(thread =>
        {
            if (thread == thrower)
            {
                throw new InvalidDataException($"thread {thread}");
            }
        }));
        Assert.Equal($"thread {thrower}", fault.Message);

        int calls = 0;
        team.Run(_ => Interlocked.Increment(ref calls));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void Run_AllThrow_ThrowsOneAndForgetsTheOthers()
    {
        using var team = new CoreTeam(3);
        Assert.Throws<OperationCanceledException>(() => team.Run(_ => throw new OperationCanceledException()));
        team.Run(_ => { });
    }

    [Fact]
    public void Run_WithinABody_Throws()
    {
        using var team = new CoreTeam(2);
        Assert.Throws<InvalidOperationException>(() => team.Run(_ => team.Run(_ => { })));
        team.Run(_ => { });
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void ForEach_AnyThreads_CallsTheBodyOncePerIndex(int threads)
    {
        using var team = new CoreTeam(threads);
        var calls = new int[1000];
        team.ForEach(calls.Length, (_, index) => Interlocked.Increment(ref calls[index]));
        Assert.All(calls, count => Assert.Equal(1, count));
    }

    [Fact]
    public void ForEach_NoIndices_CallsNothing()
    {
        using var team = new CoreTeam(2);
        team.ForEach(0, (_, _) => Assert.Fail("There is no index."));
    }

    [Fact]
    public void Dispose_SpinningSleepingOrDisposed_Ends()
    {
        var spinning = new CoreTeam(2);
        spinning.Run(_ => { });
        spinning.Dispose();
        spinning.Dispose();
        Assert.Throws<ObjectDisposedException>(() => spinning.Run(_ => { }));

        var sleeping = new CoreTeam(9);
        Thread.Sleep(50);
        sleeping.Dispose();
    }

    [Fact]
    public void Constructor_NoThreads_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new CoreTeam(0));
}
