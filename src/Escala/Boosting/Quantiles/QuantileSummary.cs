namespace Escala.Boosting.Quantiles;

/// <summary>
/// Some of the values of a feature, in their order, with bounds of their ranks: a quantile summary (Chen and Guestrin, "XGBoost", KDD
/// 2016, appendix). Every step is done in float32 as libxgboost does it, up to the bits: other bins would grow other trees.
/// </summary>
internal sealed class QuantileSummary
{
    /// <summary>Sums of whole numbers are exact in float32 below this, in whatever order they are added up.</summary>
    public const int MostExact = 1 << 24;

    private QuantileEntry[] _entries = [];

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>What is known of each value; the values ascend.</summary>
    public ReadOnlySpan<QuantileEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Forgets all values.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes the place of what is here.</summary>
    public void Set(ReadOnlySpan<QuantileEntry> entries)
    {
        Reserve(entries.Length);
        entries.CopyTo(_entries);
        Count = entries.Length;
    }

    /// <summary>Room for entries that take the place of what is here.</summary>
    /// <param name="most">How many at most; <see cref="Finish"/> says how many they are.</param>
    public Span<QuantileEntry> Begin(int most)
    {
        Reserve(most);
        return _entries;
    }

    /// <summary>Says how many entries were written.</summary>
    public void Finish(int count) => Count = count;

    /// <summary>Keeps of another summary the first value, the last, and those nearest to equal steps of the ranks between.</summary>
    /// <param name="from">The other one.</param>
    /// <param name="most">The most values to keep, at least 1.</param>
    public void SetPruned(QuantileSummary from, int most)
    {
        ReadOnlySpan<QuantileEntry> all = from.Entries;
        if (all.Length <= most)
        {
            Set(all);
            return;
        }

        Reserve(most + 1);
        Span<QuantileEntry> kept = _entries;
        float begin = all[0].HighRank;
        float range = all[^1].LowRank - begin;
        float steps = most - 1;
        int last = all.Length - 1;
        int keptLast = 0;
        int count = 1;
        kept[0] = all[0];
        int i = 1;
        for (int step = 1; step < most - 1; step++)
        {
            float twiceRank = 2f * ((step * range / steps) + begin);
            while (i < last && twiceRank >= all[i + 1].HighRank + all[i + 1].LowRank)
            {
                i++;
            }

            if (i == last)
            {
                break;
            }

            int nearest = i + (twiceRank >= all[i].LowRankAfter + all[i + 1].HighRankBefore ? 1 : 0);
            if (nearest != keptLast)
            {
                kept[count++] = all[nearest];
                keptLast = nearest;
            }
        }

        if (keptLast != last)
        {
            kept[count++] = all[last];
        }

        Count = count;
    }

    /// <summary>Becomes the summary of the values of two others.</summary>
    public void SetMerged(QuantileSummary first, QuantileSummary second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            Set((first.Count == 0 ? second : first).Entries);
            return;
        }

        Reserve(first.Count + second.Count);
        Count = QuantileMerge.Merge(first.Entries, second.Entries, _entries);
        if (_entries[Count - 1].HighRank >= MostExact)
        {
            Straighten(_entries.AsSpan(0, Count));
        }
    }

    /// <summary>Ranks ascend, whatever was rounded.</summary>
    private static void Straighten(Span<QuantileEntry> entries)
    {
        float low = 0;
        float high = 0;
        foreach (ref QuantileEntry entry in entries)
        {
            low = Math.Max(low, entry.LowRank);
            high = Math.Max(Math.Max(high, entry.HighRank), low + entry.Weight);
            entry = entry with { LowRank = low, HighRank = high };
        }
    }

    private void Reserve(int count)
    {
        if (_entries.Length < count)
        {
            _entries = GC.AllocateUninitializedArray<QuantileEntry>(count);
        }
    }
}
