using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Cluster.Collectives;

/// <summary>
/// The collective of ranks in processes of one machine. A rank lays its part into a slot of its own, says so by a counter, waits until all
/// have, and reads theirs. Of a large reduction each rank does a share, for which the others lay down only that, and then lays down what came
/// of it. There are two sets of slots, used by turns: whoever is at the next turn has seen that all were at this one, and so nobody reads what
/// it overwrites.
/// </summary>
/// <remarks>
/// Floats are added up in the order of the ranks. What dies is not seen here: whoever started the ranks ends the others.
/// </remarks>
internal sealed unsafe partial class SharedMemoryCollective : ICollective, IDisposable
{
    /// <summary>What it is called in results.</summary>
    public const string Name = "sharedMemory";

    /// <summary>The bytes that travel at once: those of all ranks stay in caches.</summary>
    private const int SlotBytes = 1 << 18;

    /// <summary>From how many bytes on ranks share the work of a reduction, for which they must meet twice.</summary>
    private const int SharedBytes = 1 << 14;

    /// <summary>The elements that shares consist of, but for the last: lines of the cache, or several.</summary>
    private const int Line = 16;

    /// <summary>What a core waits without giving itself away.</summary>
    private const int SpinsOnCore = 1_000;

    /// <summary>
    /// How long a rank waits without sleeping. Ranks with equal shares come within a millisecond or two of each other, and to be woken takes
    /// a virtual machine up to one.
    /// </summary>
    private static readonly TimeSpan s_awake = TimeSpan.FromMilliseconds(3);

    private readonly SharedMemory _memory;
    private readonly Layout _layout;
    private readonly TimeSpan _patience;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _turn;
    private long _exchange;

    private SharedMemoryCollective(SharedMemory memory, int rank, int world, TimeSpan patience)
    {
        _memory = memory;
        _layout = new Layout(world);
        _patience = patience;
        Rank = rank;
        World = world;
    }

    private enum Call
    {
        Sum,
        Max,
        Length,
        Gather,
        Broadcast,
        Shares,
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int World { get; }

    /// <summary>Whether this rank begins with what it gave: a sum of two is the same in either order, and so is their maximum.</summary>
    private bool IsOfFirstTwo => Rank < 2;

    /// <inheritdoc/>
    public void Sum(Span<long> values) => Reduce<long, Addition<long>>(Call.Sum, values);

    /// <inheritdoc/>
    public void Sum(Span<float> values) => Reduce<float, Addition<float>>(Call.Sum, values);

    /// <inheritdoc/>
    public void Sum(Span<double> values) => Reduce<double, Addition<double>>(Call.Sum, values);

    /// <inheritdoc/>
    public void Max(Span<float> values) => Reduce<float, Maximum>(Call.Max, values);

    /// <inheritdoc/>
    public Range ReduceScatter(Span<float> values)
    {
        if (IsShared<float>(values.Length))
        {
            return ReduceShare<float, Addition<float>>(Call.Sum, values);
        }

        Sum(values);
        return ..values.Length;
    }

    /// <inheritdoc/>
    public void AllGather(Span<float> values, Range mine)
    {
        if (IsShared<float>(values.Length))
        {
            GatherShares(values, mine);
        }
    }

    /// <inheritdoc/>
    public T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged
    {
        Exchange<int>(Call.Length, [mine.Length], sizeof(int));
        var parts = new T[World][];
        int longest = 0;
        for (int rank = 0; rank < World; rank++)
        {
            int length = Slot<int>(rank)[0];
            parts[rank] = GC.AllocateUninitializedArray<T>(length);
            longest = Math.Max(longest, length);
        }

        int step = SlotBytes / sizeof(T);
        for (int begin = 0; begin < longest; begin += step)
        {
            Exchange(Call.Gather, mine[Window(mine.Length, begin, step)], longest);
            for (int rank = 0; rank < World; rank++)
            {
                Span<T> part = parts[rank].AsSpan(Window(parts[rank].Length, begin, step));
                Slot<T>(rank)[..part.Length].CopyTo(part);
            }
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, World);
        int step = SlotBytes / sizeof(T);
        for (int begin = 0; begin < values.Length; begin += step)
        {
            Span<T> window = values[Window(values.Length, begin, step)];
            Exchange(Call.Broadcast, Rank == root ? window : ReadOnlySpan<T>.Empty, values.Length);
            if (Rank != root)
            {
                Slot<T>(root)[..window.Length].CopyTo(window);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>What travels at once, of what may be shorter.</summary>
    private static Range Window(int length, int begin, int step) => Math.Min(begin, length)..(int)Math.Min((long)begin + step, length);

    private static bool IsShared<T>(int length)
        where T : unmanaged => (long)length * sizeof(T) >= SharedBytes;

    private void Reduce<T, TReduction>(Call call, Span<T> values)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        if (IsShared<T>(values.Length))
        {
            GatherShares(values, ReduceShare<T, TReduction>(call, values));
        }
        else if (!values.IsEmpty)
        {
            Exchange<T>(call, values, values.Length);
            CombineAll<T, TReduction>(values, 0);
        }
    }

    /// <summary>Reduces this rank's share of what all ranks gave.</summary>
    /// <returns>The share.</returns>
    private Range ReduceShare<T, TReduction>(Call call, Span<T> values)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        // A rank's slot has a place for what it gives to each.
        int step = SlotBytes / sizeof(T) / World;
        Range mine = ShareOf(values.Length, Rank);
        for (int begin = 0; begin < LongestShare(values.Length); begin += step)
        {
            Open();
            for (int rank = 0; rank < World; rank++)
            {
                if (rank != Rank || !IsOfFirstTwo)
                {
                    Span<T> share = values[ShareOf(values.Length, rank)];
                    share[Window(share.Length, begin, step)].CopyTo(Slot<T>(Rank)[(rank * step)..]);
                }
            }

            Show<T>(call, values.Length);
            CombineAll<T, TReduction>(values[mine][Window(values[mine].Length, begin, step)], Rank * step);
        }

        return mine;
    }

    /// <summary>Gives every rank the shares of the others.</summary>
    private void GatherShares<T>(Span<T> values, Range mine)
        where T : unmanaged
    {
        int step = SlotBytes / sizeof(T);
        for (int begin = 0; begin < LongestShare(values.Length); begin += step)
        {
            Span<T> given = values[mine];
            Exchange<T>(Call.Shares, given[Window(given.Length, begin, step)], values.Length);
            for (int rank = 0; rank < World; rank++)
            {
                if (rank != Rank)
                {
                    Span<T> share = values[ShareOf(values.Length, rank)];
                    share = share[Window(share.Length, begin, step)];
                    Slot<T>(rank)[..share.Length].CopyTo(share);
                }
            }
        }
    }

    /// <summary>Reduces what all ranks gave, in their order.</summary>
    /// <param name="values">What this rank gave, and then what comes of it.</param>
    /// <param name="begin">Where the values begin in the slots.</param>
    private void CombineAll<T, TReduction>(Span<T> values, int begin)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        if (!IsOfFirstTwo)
        {
            Slot<T>(0).Slice(begin, values.Length).CopyTo(values);
        }

        for (int rank = IsOfFirstTwo ? 0 : 1; rank < World; rank++)
        {
            if (!IsOfFirstTwo || rank != Rank)
            {
                Combine<T, TReduction>(values, Slot<T>(rank).Slice(begin, values.Length));
            }
        }
    }

    /// <summary>What a rank reduces for all.</summary>
    private Range ShareOf(int length, int rank)
    {
        Range lines = RankShares.Of(Lines(length), rank, World);
        return Math.Min(lines.Start.Value * Line, length)..Math.Min(lines.End.Value * Line, length);
    }

    private static int Lines(int length) => (int)(((long)length + Line - 1) / Line);

    private int LongestShare(int length) => RankShares.Most(Lines(length), World) * Line;

    private static void Combine<T, TReduction>(Span<T> values, ReadOnlySpan<T> others)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        Span<Vector<T>> wide = MemoryMarshal.Cast<T, Vector<T>>(values);
        ReadOnlySpan<Vector<T>> wideOthers = MemoryMarshal.Cast<T, Vector<T>>(others);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = TReduction.Of(wide[i], wideOthers[i]);
        }

        for (int i = wide.Length * Vector<T>.Count; i < values.Length; i++)
        {
            values[i] = TReduction.Of(values[i], others[i]);
        }
    }

    /// <summary>Shows the others a part and waits for theirs, which <see cref="Slot"/> gives until the next exchange.</summary>
    /// <param name="call">What all ranks are at.</param>
    /// <param name="mine">At most a slot.</param>
    /// <param name="length">What must be the same on all ranks.</param>
    private void Exchange<T>(Call call, ReadOnlySpan<T> mine, int length)
        where T : unmanaged
    {
        Open();
        mine.CopyTo(Slot<T>(Rank));
        Show<T>(call, length);
    }

    /// <summary>Begins an exchange: this rank's slot may be written.</summary>
    private void Open()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw CollectiveException.AnotherThread();
        }

        _exchange++;
    }

    /// <summary>Shows the others this rank's slot and waits for theirs.</summary>
    /// <inheritdoc cref="Exchange"/>
    private void Show<T>(Call call, int length)
        where T : unmanaged
    {
        long said = ((long)call << 32) | (uint)length;
        *Layout.Said(_memory.Address, _exchange, Rank) = said;
        Meet(call);
        for (int rank = 0; rank < World; rank++)
        {
            if (*Layout.Said(_memory.Address, _exchange, rank) != said)
            {
                throw new CollectiveException(
                    $"All ranks must make the same calls of the collective, but rank {Rank} of {World} is at {call} of {length} "
                    + $"{typeof(T).Name} and rank {rank} at another. The operator's code must not let ranks differ there.");
            }
        }
    }

    /// <summary>What a rank gave at the exchange at hand.</summary>
    private Span<T> Slot<T>(int rank)
        where T : unmanaged => new(_layout.Slot(_memory.Address, _exchange, rank), SlotBytes / sizeof(T));

    /// <summary>Waits until all ranks have come as far.</summary>
    /// <param name="call">What they are at.</param>
    private void Meet(Call call)
    {
        _turn++;
        Volatile.Write(ref *Layout.Turn(_memory.Address, Rank), _turn);
        for (int rank = 0; rank < World; rank++)
        {
            WaitFor(rank, call);
        }
    }

    private void WaitFor(int rank, Call call)
    {
        ref long turn = ref *Layout.Turn(_memory.Address, rank);
        for (int spin = 0; spin < SpinsOnCore; spin++)
        {
            if (Volatile.Read(ref turn) >= _turn)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        long begin = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref turn) < _turn)
        {
            TimeSpan waited = Stopwatch.GetElapsedTime(begin);
            if (waited < s_awake)
            {
                Thread.Yield();
            }
            else if (waited < _patience)
            {
                Thread.Sleep(1);
            }
            else
            {
                throw new CollectiveException(
                    $"{call} failed on rank {Rank} of {World}: rank {rank} did not come within {_patience.TotalSeconds:0} s.");
            }
        }
    }
}
