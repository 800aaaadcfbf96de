using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Boosting.Quantiles;

/// <summary>
/// Summarises the values of one feature as they come, in memory that does not grow with them: full queues become summaries, and summaries of
/// the same level are merged and pruned into one of the next (Chen and Guestrin, "XGBoost", KDD 2016, appendix). Every value weighs 1.
/// Sizes and order of the steps are libxgboost's, from 1.7 to 3.2.
/// </summary>
internal sealed class QuantileSketch
{
    /// <summary>A summary has so many times more values than there are bins.</summary>
    public const int Factor = 8;

    /// <summary>The values in a row, all different, that become entries at once.</summary>
    private const int Singles = 4;

    private readonly KeySort _sort;
    private readonly QuantileSummary _merged = new();
    private readonly List<QuantileSummary> _levels = [];

    /// <summary>The key of each value in the upper half, how often it came in a row in the lower one.</summary>
    private ulong[] _queue = [];
    private int _limit;
    private int _capacity;
    private int _queued;
    private float _last;
    private int _levelCount;

    /// <summary>Makes one that can be used again and again.</summary>
    /// <param name="sort">What sorts its queue; those of one thread may share one.</param>
    public QuantileSketch(KeySort sort) => _sort = sort;

    /// <summary>
    /// Whether libxgboost would come to the same: not where it depends on which of two equal numbers comes first when it sorts, the zeros, or
    /// on the order in which rounded weights are added up; and not for infinite numbers, which it refuses.
    /// </summary>
    public bool IsExact { get; private set; }

    /// <summary>Begins with a feature.</summary>
    /// <param name="count">The number of its values that are not missing.</param>
    /// <param name="maxBin">The most bins, at least 2.</param>
    public void Begin(long count, int maxBin)
    {
        _limit = Limit(count, maxBin);
        _capacity = 2 * _limit;
        if (_queue.Length < _capacity)
        {
            _queue = GC.AllocateUninitializedArray<ulong>(_capacity);
        }

        _queued = 0;
        _last = float.NaN;
        _levelCount = 0;
        IsExact = true;
    }

    /// <summary>Adds values of the feature.</summary>
    /// <param name="values">Rows from the feature on, row-major.</param>
    /// <param name="stride">From one value to the next.</param>
    /// <param name="count">The number of values.</param>
    /// <param name="missing">The value that stands for "missing", beside NaN.</param>
    public void Add(ReadOnlySpan<float> values, int stride, int count, float missing)
    {
        ulong[] queue = _queue;
        int queued = _queued;
        float last = _last;
        bool hasNegativeZero = false;
        for (int i = 0; i < count; i++)
        {
            float value = values[i * stride];
            if (float.IsNaN(value) || value == missing)
            {
                continue;
            }

            if (value == last)
            {
                queue[queued - 1]++;
            }
            else
            {
                if (queued == _capacity)
                {
                    _queued = queued;
                    Settle();
                    queued = 0;
                }

                queue[queued++] = ((ulong)OrderedFloat.Key(value) << 32) | 1;
                last = value;
            }

            hasNegativeZero |= BitConverter.SingleToUInt32Bits(value) == 0x8000_0000;
        }

        (_queued, _last) = (queued, last);
        IsExact &= !hasNegativeZero;
    }

    /// <summary>The summary of all values.</summary>
    /// <param name="summary">Where it goes.</param>
    public void Finish(QuantileSummary summary)
    {
        TakeQueue(summary);
        if (_levelCount == 0)
        {
            _merged.SetPruned(summary, _limit);
            summary.Set(_merged.Entries);
        }
        else
        {
            QuantileSummary pruned = _levels[0];
            pruned.SetPruned(summary, _limit);
            for (int level = 1; level < _levelCount; level++)
            {
                if (_levels[level].Count > 0)
                {
                    summary.SetMerged(pruned, _levels[level]);
                    pruned.SetPruned(summary, _limit);
                }
            }

            summary.Set(pruned.Entries);
        }

        if (summary.Count > 0)
        {
            IsExact &= float.IsFinite(summary.Entries[0].Value) && float.IsFinite(summary.Entries[^1].Value);
        }
    }

    /// <summary>The values of a summary, so that the summaries of all levels are as exact as wanted.</summary>
    private static int Limit(long count, int maxBin)
    {
        long bins = Math.Max(1, Math.Min(maxBin, count));
        double error = 1.0 / (bins * (float)Factor);
        for (int levels = 1; ; levels++)
        {
            long limit = Math.Min(count, (long)Math.Ceiling(levels / error) + 1);
            if (limit << levels >= count)
            {
                return checked((int)limit);
            }
        }
    }

    /// <summary>Makes the queue a summary of the lowest level, and goes up as long as there is one already.</summary>
    private void Settle()
    {
        TakeQueue(_merged);
        for (int level = 1; ; level++)
        {
            RequireLevels(level + 1);
            if (_levels[level].Count == 0)
            {
                _levels[level].SetPruned(_merged, _limit);
                return;
            }

            _levels[0].SetPruned(_merged, _limit);
            _merged.SetMerged(_levels[0], _levels[level]);
            if (_merged.Count <= _limit)
            {
                _levels[level].Set(_merged.Entries);
                return;
            }

            _levels[level].Clear();
        }
    }

    private void RequireLevels(int count)
    {
        for (; _levelCount < count; _levelCount++)
        {
            if (_levelCount == _levels.Count)
            {
                _levels.Add(new QuantileSummary());
            }

            _levels[_levelCount].Clear();
        }
    }

    /// <summary>The summary of what is in the queue, which is empty then.</summary>
    private void TakeQueue(QuantileSummary summary)
    {
        Span<ulong> queue = _queue.AsSpan(0, _queued);
        _sort.Sort(queue);
        Span<QuantileEntry> entries = summary.Begin(_queued);
        int count = 0;
        long rank = 0;
        for (int i = 0; i < queue.Length;)
        {
            if (i + Singles < queue.Length && AreSingles(queue, i))
            {
                AddSingles(queue, i, rank, entries[count..]);
                rank += Singles;
                count += Singles;
                i += Singles;
                continue;
            }

            ulong key = queue[i] >> 32;
            long weight = 0;
            for (; i < queue.Length && queue[i] >> 32 == key; i++)
            {
                weight += (uint)queue[i];
            }

            entries[count++] = new QuantileEntry(rank, rank + weight, weight, OrderedFloat.Value((uint)key));
            rank += weight;
        }

        IsExact &= rank < QuantileSummary.MostExact;
        summary.Finish(count);
        _queued = 0;
    }

    /// <summary>Whether each of the next values came once, and the one after them is another.</summary>
    private static bool AreSingles(ReadOnlySpan<ulong> queue, int i)
    {
        Vector256<ulong> counts = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> values = Vector256.Create(queue.Slice(i, Singles));
        Vector256<ulong> after = Vector256.Create(queue.Slice(i + 1, Singles));
        Vector256<ulong> isEqual = Vector256.Equals((values ^ after) & ~counts, Vector256<ulong>.Zero);
        return (isEqual | ((values & counts) ^ Vector256<ulong>.One)) == Vector256<ulong>.Zero;
    }

    /// <summary>Adds an entry for each of the next values. Written out, since a loop takes half as long again.</summary>
    private static void AddSingles(ReadOnlySpan<ulong> queue, int i, float rank, Span<QuantileEntry> entries)
    {
        Vector256<uint> halves = Vector256.Create(queue.Slice(i, Singles)).AsUInt32();
        Vector128<float> values = OrderedFloat.Values(Vector256.Shuffle(halves, Vector256.Create(1u, 3, 5, 7, 0, 0, 0, 0)).GetLower());
        Vector128<float> entry = Vector128.Create(rank, rank + 1, 1, 0);
        Vector128<float> step = Vector128.Create(1f, 1, 0, 0);
        Span<Vector128<float>> added = MemoryMarshal.Cast<QuantileEntry, Vector128<float>>(entries[..Singles]);
        added[0] = entry.WithElement(3, values.GetElement(0));
        entry += step;
        added[1] = entry.WithElement(3, values.GetElement(1));
        entry += step;
        added[2] = entry.WithElement(3, values.GetElement(2));
        entry += step;
        added[3] = entry.WithElement(3, values.GetElement(3));
    }
}
