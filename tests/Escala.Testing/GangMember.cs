using System.Numerics;
using Escala.Engines;

namespace Escala.Testing;

/// <summary>
/// One rank's side of a collective in memory. All ranks lay their part on the table, meet, read everybody's, and meet again
/// before the table is used anew. A call that differs between ranks (another operation, type or length) is an error on all of
/// them, and so is a rank that does not come.
/// </summary>
internal sealed class GangMember : ICollective
{
    private readonly Array?[] _table;
    private readonly string[] _calls;
    private readonly Barrier _meeting;
    private readonly TimeSpan _deadline;
    private readonly CancellationToken _cancellation;

    private GangMember(
        int rank, Array?[] table, string[] calls, Barrier meeting, TimeSpan deadline, CancellationToken cancellation)
    {
        Rank = rank;
        _table = table;
        _calls = calls;
        _meeting = meeting;
        _deadline = deadline;
        _cancellation = cancellation;
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int World => _table.Length;

    /// <summary>Makes the members of a gang that share a table.</summary>
    /// <param name="world">The number of ranks.</param>
    /// <param name="deadline">How long a rank waits for the others.</param>
    /// <param name="cancellation">Ends every wait: the job was cancelled or a rank failed.</param>
    public static IReadOnlyList<ICollective> Assemble(int world, TimeSpan deadline, CancellationToken cancellation)
    {
        var table = new Array?[world];
        string[] calls = new string[world];
        var meeting = new Barrier(world);
        return [.. Enumerable.Range(0, world).Select(rank => new GangMember(rank, table, calls, meeting, deadline, cancellation))];
    }

    /// <inheritdoc/>
    public void Sum(Span<long> values) => Add(values);

    /// <inheritdoc/>
    public void Sum(Span<float> values) => Add(values);

    /// <inheritdoc/>
    public void Sum(Span<double> values) => Add(values);

    /// <inheritdoc/>
    public void Max(Span<float> values)
    {
        foreach (float[] part in Exchange<float>($"Max of {values.Length} Single", values))
        {
            for (int i = 0; i < part.Length; i++)
            {
                values[i] = Math.Max(values[i], part[i]);
            }
        }
    }

    /// <inheritdoc/>
    public Range ReduceScatter(Span<float> values)
    {
        Add(values);
        Range mine = (int)((long)values.Length * Rank / World)..(int)((long)values.Length * (Rank + 1) / World);
        values[..mine.Start].Fill(float.NaN);
        values[mine.End..].Fill(float.NaN);
        return mine;
    }

    /// <inheritdoc/>
    public void AllGather(Span<float> values, Range mine)
    {
        int begin = 0;
        foreach (float[] part in Exchange<float>("AllGather", values[mine]))
        {
            part.CopyTo(values[begin..]);
            begin += part.Length;
        }
    }

    /// <inheritdoc/>
    public T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged => [.. Exchange($"Gather of {typeof(T).Name}", mine).Select(part => part.ToArray())];

    /// <inheritdoc/>
    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, World);
        Exchange<T>($"Broadcast of {values.Length} {typeof(T).Name} from {root}", values)[root].CopyTo(values);
    }

    private void Add<T>(Span<T> values)
        where T : unmanaged, INumber<T>
    {
        foreach ((int rank, T[] part) in Exchange<T>($"Sum of {values.Length} {typeof(T).Name}", values).Index())
        {
            for (int i = 0; i < part.Length; i++)
            {
                values[i] = rank == 0 ? part[i] : unchecked(values[i] + part[i]);
            }
        }
    }

    private T[][] Exchange<T>(string call, ReadOnlySpan<T> mine)
        where T : unmanaged
    {
        _table[Rank] = mine.ToArray();
        _calls[Rank] = call;
        Meet(call);
        string[] calls = [.. _calls];
        T[][]? all = calls.Distinct().Count() == 1 ? Array.ConvertAll(_table, part => (T[])part!) : null;
        Meet(call);
        return all ?? throw new InvalidOperationException($"All ranks must call the same, but they called: {string.Join("; ", calls)}.");
    }

    private void Meet(string call)
    {
        if (!_meeting.SignalAndWait(_deadline, _cancellation))
        {
            throw new TimeoutException($"Rank {Rank} of {World} waited {_deadline} for the others in '{call}'. One of them has ended or hangs.");
        }
    }
}
