using System.Numerics;
using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Boosting.Quantiles;

/// <summary>
/// The values between which libxgboost's bins lie, found as it finds them, in a fraction of its time: it sorts by comparisons. All ranks
/// together; each summarises its own rows, and the summaries are merged in the order of the ranks.
/// </summary>
internal sealed class FeatureQuantiles
{
    /// <summary>The features that one thread summarises at a time: as many values as are in a line of its cache.</summary>
    private const int MostAtOnce = 16;

    /// <summary>The values of a chunk of rows, which stay in a core's cache while one feature after another is taken from them.</summary>
    private const int ChunkValues = 1 << 16;

    private readonly IReadOnlyList<Block> _blocks;
    private readonly int _features;
    private readonly bool[] _areCategories;
    private readonly int _maxBin;
    private readonly float _missing;
    private readonly CoreTeam _team;
    private readonly ICollective _collective;
    private readonly CancellationToken _cancellationToken;

    private FeatureQuantiles(IReadOnlyList<Block> blocks, bool[] areCategories, int maxBin, float missing, MetricRanks ranks)
    {
        (_blocks, _areCategories, _maxBin, _missing) = (blocks, areCategories, maxBin, missing);
        (_team, _collective, _cancellationToken) = (ranks.Team, ranks.Collective, ranks.CancellationToken);
        _features = blocks[0].FeatureCount;
    }

    /// <summary>Finds the values of every feature.</summary>
    /// <param name="blocks">This rank's rows, at least one block, if without rows.</param>
    /// <param name="areCategories">Of each feature whether its values are indices of categories.</param>
    /// <param name="maxBin">The most bins, at least 2.</param>
    /// <param name="missing">The value that stands for "missing", beside NaN.</param>
    /// <param name="ranks">Who computes.</param>
    /// <returns>
    /// Of each quantity ascending values, at most one more than there are bins, and none where all are missing; of categories the largest index. Null
    /// where libxgboost might find others: rows that are weighted, negative zeros, infinite values, text that is missing throughout.
    /// </returns>
    public static float[][]? Find(IReadOnlyList<Block> blocks, bool[] areCategories, int maxBin, float missing, MetricRanks ranks)
    {
        var quantiles = new FeatureQuantiles(blocks, areCategories, maxBin, missing, ranks);
        long[] counts = quantiles.CountValues();
        long[] totals = [.. counts];
        ranks.Collective.Sum(totals);
        int[] sizes = [.. totals.Select(total => (int)Math.Min(total, (long)maxBin * QuantileSketch.Factor))];
        bool isExact = quantiles.TrySummarise(counts, sizes, out QuantileSummary[] summaries);

        // Beside the largest categories, whether some rank cannot answer for all.
        float[] largest = [.. quantiles.FindLargestCategories(), isExact ? 0 : 1];
        ranks.Collective.Max(largest);
        if (largest[^1] > 0 || areCategories.Index().Any(pair => pair.Item && largest[pair.Index] < 0))
        {
            return null;
        }

        if (ranks.Collective.World > 1)
        {
            quantiles.Merge(summaries, sizes);
        }

        return
        [
            .. summaries.Select((summary, feature) =>
                areCategories[feature] ? [largest[feature]] : ValuesOf(summary, Math.Min(sizes[feature], maxBin) + 1)),
        ];
    }

    private static float[] ValuesOf(QuantileSummary summary, int most)
    {
        var kept = new QuantileSummary();
        kept.SetPruned(summary, most);
        var values = new float[kept.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = kept.Entries[i].Value;
        }

        return values;
    }

    /// <summary>How many values of each quantity are not missing.</summary>
    private long[] CountValues()
    {
        var missing = new long[_features];
        foreach (Block block in _blocks)
        {
            int rows = Math.Max(1, ChunkValues / _features);
            int chunks = (block.RowCount + rows - 1) / rows;
            _team.ForEach(chunks, (_, chunk) =>
            {
                _cancellationToken.ThrowIfCancellationRequested();
                int first = chunk * rows;
                int count = Math.Min(rows, block.RowCount - first);
                ReadOnlySpan<float> values = block.Values.Slice(first * _features, count * _features);
                if (HasMissing(values))
                {
                    CountMissing(values, missing);
                }
            });
        }

        long all = _blocks.Sum(block => (long)block.RowCount);
        return [.. missing.Select((count, feature) => _areCategories[feature] ? 0 : all - count)];
    }

    /// <summary>Of each feature of categories the largest index in this rank's rows; -1 where there is none, and of quantities.</summary>
    private float[] FindLargestCategories()
    {
        var largest = new float[_features];
        Array.Fill(largest, -1);
        int[] categories = [.. Enumerable.Range(0, _features).Where(feature => _areCategories[feature])];
        _team.ForEach(categories.Length, (_, index) =>
        {
            int feature = categories[index];
            foreach (Block block in _blocks)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<float> values = block.Values[..(block.RowCount * _features)];
                for (int at = feature; at < values.Length; at += _features)
                {
                    // Not of one that is missing: NaN is larger than nothing.
                    if (values[at] > largest[feature] && values[at] != _missing)
                    {
                        largest[feature] = values[at];
                    }
                }
            }
        });
        return largest;
    }

    private bool HasMissing(ReadOnlySpan<float> values)
    {
        var missing = new Vector<float>(_missing);
        Vector<int> found = Vector<int>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in vectors)
        {
            found |= ~Vector.Equals(vector, vector) | Vector.Equals(vector, missing);
        }

        bool any = found != Vector<int>.Zero;
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            any |= float.IsNaN(value) || value == _missing;
        }

        return any;
    }

    private void CountMissing(ReadOnlySpan<float> values, long[] missing)
    {
        for (int feature = 0; feature < _features; feature++)
        {
            int count = 0;
            for (int at = feature; at < values.Length; at += _features)
            {
                count += float.IsNaN(values[at]) || values[at] == _missing ? 1 : 0;
            }

            Interlocked.Add(ref missing[feature], count);
        }
    }

    /// <summary>Summarises this rank's rows; false where libxgboost might come to something else.</summary>
    private bool TrySummarise(long[] counts, int[] sizes, out QuantileSummary[] summaries)
    {
        QuantileSummary[] found = [.. counts.Select(_ => new QuantileSummary())];
        summaries = found;
        if (_blocks.Any(block => !block.Weights.IsEmpty))
        {
            return false;
        }

        int atOnce = Math.Min(MostAtOnce, (_features + _team.Threads - 1) / _team.Threads);
        int groups = (_features + atOnce - 1) / atOnce;
        int inexact = 0;
        FeatureGroup?[] ofThreads = new FeatureGroup[_team.Threads];
        _team.ForEach(groups, (thread, group) =>
        {
            FeatureGroup own = ofThreads[thread] ??= new FeatureGroup(atOnce);
            int first = group * atOnce;
            int features = Math.Min(atOnce, _features - first);
            own.Begin(counts.AsSpan(first, features), _maxBin);
            foreach (Block block in _blocks)
            {
                Add(own, block, first, features);
            }

            if (!own.Finish(sizes.AsSpan(first, features), found.AsSpan(first, features)))
            {
                Volatile.Write(ref inexact, 1);
            }
        });
        return inexact == 0;
    }

    private void Add(FeatureGroup group, Block block, int firstFeature, int features)
    {
        int rows = Math.Max(1, ChunkValues / _features);
        for (int first = 0; first < block.RowCount; first += rows)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(rows, block.RowCount - first);
            for (int feature = 0; feature < features; feature++)
            {
                if (!_areCategories[firstFeature + feature])
                {
                    group.Sketches[feature].Add(
                        block.Values[((first * _features) + firstFeature + feature)..], _features, count, _missing);
                }
            }
        }
    }

    /// <summary>Merges the summaries of all ranks.</summary>
    private void Merge(QuantileSummary[] summaries, int[] sizes)
    {
        int[] own = [.. summaries.Select(summary => summary.Count)];
        var entries = new List<QuantileEntry>(own.Sum());
        foreach (QuantileSummary summary in summaries)
        {
            entries.AddRange(summary.Entries);
        }

        int[][] counts = _collective.Gather<int>(own);
        QuantileEntry[][] all = _collective.Gather<QuantileEntry>(CollectionsMarshal.AsSpan(entries));
        int[][] starts = [.. counts.Select(Starts)];
        _team.ForEach(summaries.Length, (_, feature) =>
        {
            var ofRank = new QuantileSummary();
            var merged = new QuantileSummary();
            QuantileSummary summary = summaries[feature];
            summary.Clear();
            for (int rank = 0; rank < all.Length; rank++)
            {
                ofRank.Set(all[rank].AsSpan(starts[rank][feature], counts[rank][feature]));
                merged.SetMerged(summary, ofRank);
                summary.SetPruned(merged, sizes[feature]);
            }
        });
    }

    private static int[] Starts(int[] counts)
    {
        var starts = new int[counts.Length];
        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + counts[i - 1];
        }

        return starts;
    }

    /// <summary>The sketches of some features that lie side by side.</summary>
    private sealed class FeatureGroup
    {
        private readonly QuantileSummary _whole = new();

        public FeatureGroup(int features)
        {
            var sort = new KeySort();
            Sketches = [.. Enumerable.Range(0, features).Select(_ => new QuantileSketch(sort))];
        }

        public QuantileSketch[] Sketches { get; }

        public void Begin(ReadOnlySpan<long> counts, int maxBin)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                Sketches[i].Begin(counts[i], maxBin);
            }
        }

        public bool Finish(ReadOnlySpan<int> sizes, Span<QuantileSummary> summaries)
        {
            bool isExact = true;
            for (int i = 0; i < sizes.Length; i++)
            {
                Sketches[i].Finish(_whole);
                summaries[i].SetPruned(_whole, sizes[i]);
                isExact &= Sketches[i].IsExact;
            }

            return isExact;
        }
    }
}
