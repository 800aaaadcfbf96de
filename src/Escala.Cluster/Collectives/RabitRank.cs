using System.Text;

namespace Escala.Cluster.Collectives;

/// <summary>A rank at the tracker: it has shown its ticket, and is told its place among the others.</summary>
internal sealed class RabitRank : IDisposable
{
    private readonly RabitConnection _connection;

    /// <summary>Creates the rank.</summary>
    public RabitRank(RabitConnection connection, RabitLinks links)
    {
        _connection = connection;
        Links = links;
        Host = connection.Peer;
    }

    /// <summary>Its place.</summary>
    public RabitLinks Links { get; }

    /// <summary>The address it came from, at which later ranks find it.</summary>
    public string Host { get; }

    /// <summary>The port at which it waits for later ranks; 0 before it has its place.</summary>
    public int Port { get; private set; }

    /// <summary>How many later ranks it still waits for.</summary>
    public int Awaited { get; private set; }

    /// <summary>Gives it its place, and waits until it is connected to the earlier ones among its neighbours.</summary>
    /// <param name="earlier">The ranks that have their place, by their numbers.</param>
    /// <param name="deadline">Ends the wait.</param>
    public async Task TakePlaceAsync(IReadOnlyList<RabitRank> earlier, CancellationToken deadline)
    {
        int[] tree = Links.Tree;
        await _connection.SendAsync(
            [Links.Rank, Links.Parent, Links.World, tree.Length, .. tree, Links.Previous, Links.Next], deadline).ConfigureAwait(false);
        RabitRank[] hosts;
        do
        {
            int[] connected = new int[await _connection.ReadIntegerAsync(deadline).ConfigureAwait(false)];
            for (int i = 0; i < connected.Length; i++)
            {
                connected[i] = await _connection.ReadIntegerAsync(deadline).ConfigureAwait(false);
            }

            int[] missing = [.. Links.All.Except(connected)];
            hosts = [.. missing.Where(rank => rank < earlier.Count).Select(rank => earlier[rank])];
            Awaited = missing.Length - hosts.Length;
            await _connection.SendAsync(Describe(hosts, Awaited).AsMemory(), deadline).ConfigureAwait(false);
        }
        while (await _connection.ReadIntegerAsync(deadline).ConfigureAwait(false) != 0);

        Port = await _connection.ReadIntegerAsync(deadline).ConfigureAwait(false);
        Array.ForEach(hosts, host => host.Awaited--);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static byte[] Describe(RabitRank[] hosts, int awaited)
    {
        var bytes = new List<byte>();
        Add(hosts.Length);
        Add(awaited);
        foreach (RabitRank host in hosts)
        {
            byte[] name = Encoding.UTF8.GetBytes(host.Host);
            Add(name.Length);
            bytes.AddRange(name);
            Add(host.Port);
            Add(host.Links.Rank);
        }

        return [.. bytes];

        void Add(int integer) => bytes.AddRange(BitConverter.GetBytes(integer));
    }
}
