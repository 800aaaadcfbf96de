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
        for (int level = 1; ; level++)
        {
            RequireLevels(level + 1);
            bool isFree = _levels[level].Count == 0;
            QuantileSummary pruned = isFree ? _levels[level] : _levels[0];
            if (level == 1)
            {
                TakeQueuePruned(pruned);
            }
            else
            {
                pruned.SetPruned(_merged, _limit);
            }

            if (isFree)
            {
                return;
            }

            _merged.SetMerged(pruned, _levels[level]);
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

    /// <summary>The summary of what is in the queue, pruned; one of values that all came once need not be made for that.</summary>
    private void TakeQueuePruned(QuantileSummary summary)
    {
        Span<ulong> queue = _queue.AsSpan(0, _queued);
        _sort.Sort(queue);
        if (_limit < queue.Length && queue.Length <= QuantileSummary.MostExact / 2 && AreDifferent(queue))
        {
            summary.SetPruned(queue, _limit);
            _queued = 0;
        }
        else
        {
            SummariseQueue(_merged);
            summary.SetPruned(_merged, _limit);
        }
    }

    /// <summary>Whether every value came once.</summary>
    private static bool AreDifferent(ReadOnlySpan<ulong> sorted)
    {
        // A pair of equal ones, or a count that is not 1.
        ulong found = (sorted[0] & uint.MaxValue) ^ 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            found |= ((sorted[i] & uint.MaxValue) ^ 1) | (sorted[i] == sorted[i - 1] ? 1UL : 0);
        }

        return found == 0;
    }

    /// <summary>The summary of what is in the queue, which is empty then.</summary>
    private void TakeQueue(QuantileSummary summary)
    {
        _sort.Sort(_queue.AsSpan(0, _queued));
        SummariseQueue(summary);
    }

    private void SummariseQueue(QuantileSummary summary)
    {
        ReadOnlySpan<ulong> queue = _queue.AsSpan(0, _queued);
        Span<QuantileEntry> entries = summary.Begin(_queued);
        int count = 0;
        long rank = 0;
        for (int i = 0; i < queue.Length;)
        {
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
}
