using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Numerics;

namespace Escala.Data;

/// <summary>
/// Rows in memory: a row-major float32 matrix (rows, features), with labels, weights, groups and global row numbers beside it. The
/// memory is native, 64-byte aligned and freed by <see cref="Dispose"/>; whoever receives a block from a source owns it.
/// </summary>
public sealed unsafe class Block : IDisposable
{
    private readonly bool _hasLabels;
    private readonly bool _hasWeights;
    private readonly bool _hasGroups;
    private readonly BlockMemory? _memory;
    private float* _values;
    private float* _labels;
    private float* _weights;
    private float* _groups;
    private long* _rowNumbers;

    /// <summary>Reserves memory for a block. The contents are undefined until filled.</summary>
    /// <param name="capacity">The most rows it can hold, at least 1.</param>
    /// <param name="featureCount">The number of features, at least 1.</param>
    /// <param name="hasLabels">Whether rows have labels.</param>
    /// <param name="hasWeights">Whether rows have weights; without, every row weighs 1.</param>
    /// <param name="hasGroups">Whether rows have groups.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no row or feature, or more than 2,147,483,647 values.</exception>
    public Block(int capacity, int featureCount, bool hasLabels = false, bool hasWeights = false, bool hasGroups = false)
        : this(capacity, featureCount, hasLabels, hasWeights, hasGroups, memory: null)
    {
    }

    /// <summary>Takes memory that others have used before, or will use after it, or pages of the size that suits its use.</summary>
    /// <param name="capacity">The most rows it can hold, at least 1.</param>
    /// <param name="featureCount">The number of features, at least 1.</param>
    /// <param name="hasLabels">Whether rows have labels.</param>
    /// <param name="hasWeights">Whether rows have weights; without, every row weighs 1.</param>
    /// <param name="hasGroups">Whether rows have groups.</param>
    /// <param name="memory">For blocks of this shape alone; null for memory of the block's own.</param>
    /// <param name="hugePages">Whether memory of its own asks for 2 MB pages: for rows that many passes go over.</param>
    internal Block(
        int capacity, int featureCount, bool hasLabels, bool hasWeights, bool hasGroups, BlockMemory? memory, bool hugePages = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, int.MaxValue / featureCount);
        Capacity = capacity;
        FeatureCount = featureCount;
        _hasLabels = hasLabels;
        _hasWeights = hasWeights;
        _hasGroups = hasGroups;
        _memory = memory;

        nuint values = Aligned((nuint)capacity * (nuint)featureCount * sizeof(float));
        nuint numbers = Aligned((nuint)capacity * sizeof(long));
        nuint column = Aligned((nuint)capacity * sizeof(float));
        nuint bytes = values + numbers + (Count(hasLabels) * column) + (Count(hasWeights) * column) + (Count(hasGroups) * column);
        byte* start = memory is null ? (byte*)AlignedMemory.Allocate(bytes, hugePages) : memory.Take(bytes);
        _values = (float*)start;
        _rowNumbers = (long*)(start + values);
        byte* columns = start + values + numbers;
        _labels = (float*)columns;
        _weights = (float*)(columns + (Count(hasLabels) * column));
        _groups = (float*)(columns + ((Count(hasLabels) + Count(hasWeights)) * column));
    }

    /// <summary>Frees the memory if nobody called <see cref="Dispose"/>.</summary>
    ~Block() => Free();

    /// <summary>The most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>The number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of rows it holds, from 0 to <see cref="Capacity"/>.</summary>
    public int RowCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)Capacity);
            field = value;
        }
    }

    /// <summary>The values of the rows it can hold, row-major (capacity, features).</summary>
    public Span<float> Values => new(Live(_values), Capacity * FeatureCount);

    /// <summary>The global row numbers, one per row of capacity.</summary>
    public Span<long> RowNumbers => new(Live(_rowNumbers), Capacity);

    /// <summary>The labels, one per row of capacity; empty when the data have none.</summary>
    public Span<float> Labels => _hasLabels ? new(Live(_labels), Capacity) : [];

    /// <summary>The weights, one per row of capacity; empty when every row weighs 1.</summary>
    public Span<float> Weights => _hasWeights ? new(Live(_weights), Capacity) : [];

    /// <summary>
    /// The groups that rows are ranked in, one per row of capacity, as whole numbers; empty when the data have none. Rows of a group
    /// follow one another, over blocks too.
    /// </summary>
    public Span<float> Groups => _hasGroups ? new(Live(_groups), Capacity) : [];

    /// <summary>An empty block of the same shape and capacity.</summary>
    internal Block Sibling() => new(Capacity, FeatureCount, _hasLabels, _hasWeights, _hasGroups, _memory);

    /// <summary>One row's values.</summary>
    /// <param name="index">The 0-based index within the block.</param>
    public Span<float> Row(int index) => Values.Slice(index * FeatureCount, FeatureCount);

    /// <summary>Copies rows over rows of a block of the same shape.</summary>
    /// <param name="from">The index of the first row to copy.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Where to; may be this block.</param>
    /// <param name="to">The index to copy the first one to.</param>
    public void CopyRows(int from, int count, Block target, int to)
    {
        ArgumentNullException.ThrowIfNull(target);
        Values.Slice(from * FeatureCount, count * FeatureCount).CopyTo(target.Values[(to * FeatureCount)..]);
        RowNumbers.Slice(from, count).CopyTo(target.RowNumbers[to..]);
        if (_hasLabels)
        {
            Labels.Slice(from, count).CopyTo(target.Labels[to..]);
        }

        if (_hasWeights)
        {
            Weights.Slice(from, count).CopyTo(target.Weights[to..]);
        }

        if (_hasGroups)
        {
            Groups.Slice(from, count).CopyTo(target.Groups[to..]);
        }
    }

    /// <summary>Numbers rows that follow one another.</summary>
    /// <param name="from">The index of the first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="number">The first one's number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void NumberRows(int from, int count, long number)
    {
        Span<long> numbers = RowNumbers.Slice(from, count);
        Span<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(numbers);
        Vector<long> next = Vector.CreateSequence(number, 1L);
        foreach (ref Vector<long> vector in vectors)
        {
            vector = next;
            next += new Vector<long>(Vector<long>.Count);
        }

        for (int i = vectors.Length * Vector<long>.Count; i < count; i++)
        {
            numbers[i] = number + i;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static nuint Aligned(nuint bytes) => (bytes + 63) & ~(nuint)63;

    private static nuint Count(bool has) => has ? 1u : 0u;

    private static T* Live<T>(T* pointer)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(pointer is null, typeof(Block));
        return pointer;
    }

    private void Free()
    {
        if (_values is null)
        {
            return;
        }

        if (_memory is null)
        {
            AlignedMemory.Free(_values);
        }
        else
        {
            _memory.Return((byte*)_values);
        }

        _values = _labels = _weights = _groups = null;
        _rowNumbers = null;
    }
}
