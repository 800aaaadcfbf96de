using System.Net.Sockets;
using Escala.LibXGBoost;

namespace Escala.Cluster.Collectives;

/// <summary>How ranks meet.</summary>
internal sealed partial class CommunicatorCollective
{
    /// <summary>Meets the other ranks. The calling thread is the one to use it.</summary>
    /// <param name="tracker">Where.</param>
    /// <param name="rank">The 0-based number of this rank.</param>
    /// <param name="world">The number of ranks.</param>
    /// <param name="nonce">The job's secret, which the tracker was started with.</param>
    /// <param name="deadline">How long to wait for the tracker to answer at all; how long for the others, the tracker decides.</param>
    /// <param name="patience">How long to wait in each later call for the others; null for <see cref="DefaultPatience"/>.</param>
    /// <exception cref="CollectiveException">They did not meet, or they are not of one job.</exception>
    public static CommunicatorCollective Join(
        TrackerAddress tracker, int rank, int world, string nonce, TimeSpan deadline, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, world);
        var dialect = CommunicatorDialect.OfThisLibrary();
        try
        {
            if (!dialect.ConnectsInTime)
            {
                Knock(tracker, deadline);
            }

            string config = dialect.Joining(tracker, RankTicket.Of(nonce, rank), patience ?? DefaultPatience).ToJsonString();
            var collective = new CommunicatorCollective(dialect, new Communicator(config), rank, world);
            collective.RequireOneJob(nonce);
            return collective;
        }
        catch (Exception cause) when (cause is XGBoostException or SocketException or OperationCanceledException)
        {
            throw new CollectiveException(
                $"Rank {rank} of {world} could not meet the others at {tracker}: {cause.Message} "
                + "See whether all ranks have started, and whether their machines reach each other.",
                cause);
        }
    }

    /// <summary>Sees whether there is anybody at an address.</summary>
    private static void Knock(TrackerAddress tracker, TimeSpan deadline)
    {
        using var end = new CancellationTokenSource(deadline);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.ConnectAsync(tracker.Host, tracker.Port, end.Token).AsTask().GetAwaiter().GetResult();
    }

    private void RequireOneJob(string nonce)
    {
        long mark = RankTicket.MarkOf(nonce);
        Span<long> marks = [mark];
        bool isInPlace = _communicator.Rank == Rank && _communicator.World == World;
        if (isInPlace)
        {
            AllReduce(marks, _dialect.Int64, ReduceOperation.Sum, "Meeting");
        }

        if (!isInPlace || marks[0] != unchecked(mark * World))
        {
            throw new XGBoostException(
                $"the ranks that met there are of different jobs, and this one became rank {_communicator.Rank} of {_communicator.World}.");
        }
    }
}
