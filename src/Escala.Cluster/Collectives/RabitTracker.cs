using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Escala.Cluster.Collectives;

/// <summary>
/// The tracker of rabit, the protocol of libxgboost 1.7 and 2.0. Whoever does not show a ticket of the job is turned away, each on its
/// own, so that a silent stranger keeps nobody waiting. Ranks get their places one after the other, which fixes the order of their links.
/// </summary>
internal sealed class RabitTracker : ITracker
{
    private const int Magic = 0xff99;
    private static readonly TimeSpan s_greeting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    private readonly Socket _listener;
    private readonly int _world;
    private readonly string _nonce;
    private readonly Channel<RabitRank> _arrivals = Channel.CreateUnbounded<RabitRank>();
    private readonly CountdownEvent _staying;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _work;

    /// <summary>Starts it.</summary>
    /// <param name="host">The address to listen at.</param>
    /// <param name="world">The number of ranks.</param>
    /// <param name="nonce">The job's secret.</param>
    /// <param name="deadline">How long the ranks have to meet.</param>
    public RabitTracker(string host, int world, string nonce, TimeSpan deadline)
    {
        _world = world;
        _nonce = nonce;
        _staying = new CountdownEvent(world);
        Host = host;
        _listener = Listen(host);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _work = Task.WhenAll(AcceptAsync(), MeetAsync(deadline));
    }

    /// <inheritdoc/>
    public string Host { get; }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public bool WaitForFarewells(TimeSpan patience) => _staying.Wait(patience);

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _work.GetAwaiter().GetResult();
        _closing.Dispose();
        _staying.Dispose();
    }

    private static Socket Listen(string host)
    {
        try
        {
            IPAddress address = IPAddress.TryParse(host, out IPAddress? given) ? given : Dns.GetHostAddresses(host)[0];
            var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(address, 0));
            listener.Listen();
            return listener;
        }
        catch (SocketException cause)
        {
            throw new CollectiveException(
                $"The host of the tracker must be an address of this machine, but was {host}: {cause.Message}. "
                + "Take the address at which the other ranks reach this one.",
                cause);
        }
    }

    private async Task AcceptAsync()
    {
        List<Task> greetings = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                greetings.RemoveAll(greeting => greeting.IsCompleted);
                greetings.Add(GreetAsync(new RabitConnection(socket)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(greetings).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a rank of the job in, or out. Messages, which the protocol has too, are not listened to.</summary>
    private async Task GreetAsync(RabitConnection connection)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        deadline.CancelAfter(s_greeting);
        RabitRank? rank = null;
        try
        {
            if (await connection.ReadIntegerAsync(deadline.Token).ConfigureAwait(false) == Magic)
            {
                await connection.SendAsync([Magic], deadline.Token).ConfigureAwait(false);
                _ = await connection.ReadIntegerAsync(deadline.Token).ConfigureAwait(false);
                _ = await connection.ReadIntegerAsync(deadline.Token).ConfigureAwait(false);
                string ticket = await connection.ReadTextAsync(deadline.Token).ConfigureAwait(false);
                string command = await connection.ReadTextAsync(deadline.Token).ConfigureAwait(false);
                int number = RankTicket.RankOf(ticket, _nonce, _world);
                rank = number >= 0 && command == "start" ? new RabitRank(connection, new RabitLinks(number, _world)) : null;
                if (number >= 0 && command == "shutdown" && !_staying.IsSet)
                {
                    _staying.Signal();
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or InvalidDataException)
        {
            // A stranger, or a rank that has died; the deadline of the meeting says which ranks are missing.
        }

        if (rank is null || !_arrivals.Writer.TryWrite(rank))
        {
            connection.Dispose();
        }
    }

    private async Task MeetAsync(TimeSpan deadline)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        end.CancelAfter(deadline);
        var ranks = new RabitRank?[_world];
        var placed = new List<RabitRank>();
        try
        {
            await CollectAsync(ranks, end.Token).ConfigureAwait(false);
            foreach (RabitRank? rank in ranks)
            {
                await rank!.TakePlaceAsync(placed, end.Token).ConfigureAwait(false);
                placed.Add(rank);
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException or SocketException)
        {
            string missing = string.Join(", ", ranks.Index().Where(rank => rank.Item is null).Select(rank => rank.Index));
            Failure = missing.Length > 0
                ? $"Of {_world} ranks, these did not come to {Host}:{Port} within {deadline.TotalSeconds:0.#} s: {missing}."
                : $"Rank {placed.Count} of {_world} did not take its place within {deadline.TotalSeconds:0.#} s: {cause.Message}";
            await Task.WhenAll(placed.Where(rank => rank.Awaited > 0).Select(SendAwayAsync)).ConfigureAwait(false);
        }
        finally
        {
            _arrivals.Writer.Complete();
            while (_arrivals.Reader.TryRead(out RabitRank? late))
            {
                late.Dispose();
            }

            Array.ForEach(ranks, rank => rank?.Dispose());
        }
    }

    private async Task CollectAsync(RabitRank?[] ranks, CancellationToken deadline)
    {
        for (int count = 0; count < ranks.Length;)
        {
            RabitRank rank = await _arrivals.Reader.ReadAsync(deadline).ConfigureAwait(false);
            if (ranks[rank.Links.Rank] is null)
            {
                ranks[rank.Links.Rank] = rank;
                count++;
            }
            else
            {
                rank.Dispose();
            }
        }
    }

    /// <summary>Ends the wait of a rank that has its place for a later one, which libxgboost puts no deadline to.</summary>
    private static async Task SendAwayAsync(RabitRank rank)
    {
        using var deadline = new CancellationTokenSource(s_farewell);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(rank.Host, rank.Port, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException)
        {
            // It has ended already.
        }
    }
}
