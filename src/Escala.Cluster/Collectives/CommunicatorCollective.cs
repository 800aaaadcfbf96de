using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Engines;
using Escala.LibXGBoost;

namespace Escala.Cluster.Collectives;

/// <summary>
/// The collective of ranks in different processes: XGBoost's communicator, which training with libxgboost uses as well. It is joined, used
/// and left on one thread, because it belongs to it.
/// </summary>
/// <remarks>
/// After a call that failed there is no other: some ranks may have done it and others not, and libxgboost may wait for ever. Floats are
/// added up along links that the world fixes, so the same world gives the same bits. The cost of a sum is a message up and one down the tree
/// of ranks; that of <see cref="Gather"/> such a sum over what all ranks have.
/// </remarks>
internal sealed unsafe partial class CommunicatorCollective : ICollective, IDisposable
{
    /// <summary>What it is called in results.</summary>
    public const string Name = "sockets";

    /// <summary>How long a rank waits in a call for the others where it is not told.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(30);

    /// <summary>The elements that travel at once; libxgboost keeps buffers of that size for each neighbour.</summary>
    private const int ElementsAtOnce = 1 << 23;

    private readonly CommunicatorDialect _dialect;
    private readonly Communicator _communicator;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private CollectiveException? _failure;
    private bool _isOver;

    private CommunicatorCollective(CommunicatorDialect dialect, Communicator communicator, int rank, int world)
    {
        _dialect = dialect;
        _communicator = communicator;
        Rank = rank;
        World = world;
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int World { get; }

    /// <inheritdoc/>
    public void Sum(Span<long> values) => AllReduce(values, _dialect.Int64, ReduceOperation.Sum);

    /// <inheritdoc/>
    public void Sum(Span<float> values) => AllReduce(values, _dialect.Float32, ReduceOperation.Sum);

    /// <inheritdoc/>
    public void Sum(Span<double> values) => AllReduce(values, _dialect.Float64, ReduceOperation.Sum);

    /// <inheritdoc/>
    public void Max(Span<float> values) => AllReduce(values, _dialect.Float32, ReduceOperation.Max);

    /// <inheritdoc/>
    public T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged
    {
        long[] lengths = new long[World];
        lengths[Rank] = mine.Length;
        AllReduce<long>(lengths, _dialect.Int64, ReduceOperation.Sum);
        int[] begins = new int[World + 1];
        for (int rank = 0; rank < World; rank++)
        {
            begins[rank + 1] = checked(begins[rank] + Words(lengths[rank] * sizeof(T)));
        }

        // Every part in a slot of its own, zero elsewhere: the sum of whole numbers is the parts side by side, whatever their bits mean.
        long[] slots = new long[begins[World]];
        MemoryMarshal.AsBytes(mine).CopyTo(MemoryMarshal.AsBytes(slots.AsSpan(begins[Rank])));
        AllReduce<long>(slots, _dialect.Int64, ReduceOperation.Sum);
        var parts = new T[World][];
        for (int rank = 0; rank < World; rank++)
        {
            parts[rank] = GC.AllocateUninitializedArray<T>(checked((int)lengths[rank]));
            Span<byte> part = MemoryMarshal.AsBytes(parts[rank].AsSpan());
            MemoryMarshal.AsBytes(slots.AsSpan(begins[rank]))[..part.Length].CopyTo(part);
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, World);
        RequireUsable();
        try
        {
            fixed (T* first = values)
            {
                for (long begin = 0; begin < values.Length; begin += ElementsAtOnce)
                {
                    long count = Math.Min(ElementsAtOnce, values.Length - begin);
                    _communicator.Broadcast(first + begin, count * sizeof(T), root);
                }
            }
        }
        catch (XGBoostException cause)
        {
            throw Fail($"Broadcast of {values.Length} {typeof(T).Name} from rank {root}", cause);
        }
    }

    /// <summary>Takes leave of the others, which do so too: the job was done.</summary>
    /// <exception cref="CollectiveException">libxgboost refused.</exception>
    public void Leave()
    {
        RequireUsable();
        _isOver = true;
        try
        {
            _communicator.Leave();
        }
        catch (XGBoostException cause)
        {
            throw Fail("Leaving", cause);
        }
    }

    /// <summary>
    /// Ends it without a word to the others, unless it was left: the job has failed here, and they hear of it when the process, or the thread,
    /// ends. Nothing is called that could wait for them.
    /// </summary>
    public void Dispose() => _isOver = true;

    private static int Words(long bytes) => checked((int)((bytes + sizeof(long) - 1) / sizeof(long)));

    private void AllReduce<T>(Span<T> values, int type, ReduceOperation operation, [CallerMemberName] string call = "")
        where T : unmanaged
    {
        RequireUsable();
        try
        {
            fixed (T* first = values)
            {
                for (long begin = 0; begin < values.Length; begin += ElementsAtOnce)
                {
                    _communicator.AllReduce(first + begin, (int)Math.Min(ElementsAtOnce, values.Length - begin), type, operation);
                }
            }
        }
        catch (XGBoostException cause)
        {
            throw Fail($"{call} of {values.Length} {typeof(T).Name}", cause);
        }
    }

    private CollectiveException Fail(string call, XGBoostException cause) =>
        _failure = new CollectiveException($"{call} failed on rank {Rank} of {World}: {cause.Message}", cause);

    private void RequireUsable()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw CollectiveException.AnotherThread();
        }

        if (_failure is not null)
        {
            throw new CollectiveException($"After a failed call there is no other; the one that failed: {_failure.Message}", _failure);
        }

        ObjectDisposedException.ThrowIf(_isOver, this);
    }
}
