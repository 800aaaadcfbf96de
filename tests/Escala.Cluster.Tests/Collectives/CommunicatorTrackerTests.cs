using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Escala.Cluster.Collectives;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Cluster.Tests.Collectives;

[Trait("Library", "XGBoost")]
public sealed class CommunicatorTrackerTests
{
    [Fact]
    public void Join_ARankDoesNotCome_EndsAtTheDeadline()
    {
        var clock = Stopwatch.StartNew();
        using ITracker tracker = CommunicatorTracker.Start(JoinedRanks.Host, 3, JoinedRanks.Nonce, TimeSpan.FromSeconds(2));
        JoinedRanks.Outcome<int>[] outcomes = JoinedRanks.RunEach(2, rank => JoinedRanks.Join(tracker, rank, 3).World);

        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 30);
        Assert.All(outcomes.Index(), outcome => Assert.StartsWith(
            $"Rank {outcome.Index} of 3 could not meet the others at {JoinedRanks.Host}:{tracker.Port}: ",
            Assert.IsType<CollectiveException>(outcome.Item.Fault).Message,
            StringComparison.Ordinal));
        if (!NativeTracker.IsThere)
        {
            Assert.Equal($"Of 3 ranks, these did not come to {JoinedRanks.Host}:{tracker.Port} within 2 s: 2.", tracker.Failure);
        }
    }

    [Fact]
    public void Join_StrangerWithoutTheNonce_DoesNotGetIn()
    {
        using ITracker tracker = CommunicatorTracker.Start(JoinedRanks.Host, 2, JoinedRanks.Nonce, TimeSpan.FromSeconds(60));
        JoinedRanks.Outcome<long> stranger;
        if (NativeTracker.IsThere)
        {
            // Its tracker takes whoever comes; the ranks notice when they have met.
            JoinedRanks.Outcome<long>[] both = JoinedRanks.RunEach(2, rank => Sum(tracker, rank, rank == 0 ? JoinedRanks.Nonce : "wrong"));
            Assert.All(both, outcome => Assert.Contains("of different jobs", outcome.Fault?.Message, StringComparison.Ordinal));
            return;
        }

        stranger = Assert.Single(JoinedRanks.RunEach(1, rank => Sum(tracker, rank, "wrong")));
        Assert.IsType<CollectiveException>(stranger.Fault);
        Assert.All(JoinedRanks.RunEach(2, rank => Sum(tracker, rank, JoinedRanks.Nonce)), outcome => Assert.Equal(3, outcome.Result));
    }

    [Fact]
    public void Join_StrangersThatSayNothing_KeepNobodyWaiting()
    {
        Assert.SkipWhen(NativeTracker.IsThere, "From 2.1 on the tracker is libxgboost's, which hears one after the other.");
        using ITracker tracker = CommunicatorTracker.Start(JoinedRanks.Host, 2, JoinedRanks.Nonce, TimeSpan.FromSeconds(60));
        Socket[] strangers = [.. Enumerable.Range(0, 20).Select(_ => Connect(IPAddress.Loopback, tracker.Port))];
        var clock = Stopwatch.StartNew();

        Assert.All(JoinedRanks.RunEach(2, rank => Sum(tracker, rank, JoinedRanks.Nonce)), outcome => Assert.Equal(3, outcome.Result));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 4);
        Array.ForEach(strangers, stranger => stranger.Dispose());
    }

    [Fact]
    public void Join_NobodyAtTheAddress_SaysSo()
    {
        using var free = new Socket(SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)free.LocalEndPoint!).Port;

        CollectiveException fault = Assert.Throws<CollectiveException>(() => CommunicatorCollective.Join(
            new TrackerAddress(JoinedRanks.Host, port), 0, 1, JoinedRanks.Nonce, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));

        Assert.Contains($"could not meet the others at {JoinedRanks.Host}:{port}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_Address_IsTheOnlyOneListenedAt()
    {
        using ITracker tracker = CommunicatorTracker.Start("127.0.0.2", 1, JoinedRanks.Nonce, TimeSpan.FromSeconds(60));

        Assert.Equal("127.0.0.2", tracker.Host);
        Assert.Throws<SocketException>(() => Connect(IPAddress.Loopback, tracker.Port));
    }

    [Fact]
    public void Start_AddressOfAnotherMachine_IsRefused() => Assert.ThrowsAny<EscalaException>(
        () => CommunicatorTracker.Start("192.0.2.1", 1, JoinedRanks.Nonce, TimeSpan.FromSeconds(1)));

    [Fact]
    public void Sum_ARankHasGone_FailsAndIsTheLastCall()
    {
        using ITracker tracker = CommunicatorTracker.Start(JoinedRanks.Host, 2, JoinedRanks.Nonce, TimeSpan.FromSeconds(60));
        JoinedRanks.Outcome<(Exception? First, Exception? Second)>[] outcomes = JoinedRanks.RunEach(2, rank =>
        {
            using CommunicatorCollective collective = JoinedRanks.Join(tracker, rank, 2);
            return rank == 1
                ? (null, null)
                : (Record.Exception(() => SumUntilItFails(collective)), Record.Exception(() => collective.Sum(new long[1])));
        });

        (Exception? first, Exception? second) = outcomes[0].Result;
        Assert.StartsWith("Sum of 100 Int64 failed on rank 0 of 2: ", Assert.IsType<CollectiveException>(first).Message, StringComparison.Ordinal);
        Assert.StartsWith("After a failed call there is no other", second?.Message, StringComparison.Ordinal);
    }

    private static long Sum(ITracker tracker, int rank, string nonce)
    {
        using CommunicatorCollective collective = JoinedRanks.Join(tracker, rank, 2, nonce);
        long[] sum = [rank + 1];
        collective.Sum(sum);
        collective.Leave();
        return sum[0];
    }

    private static void SumUntilItFails(CommunicatorCollective collective)
    {
        while (true)
        {
            collective.Sum(new long[100]);
        }
    }

    private static Socket Connect(IPAddress address, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(address, port);
        return socket;
    }
}
