using Escala.Data;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>
/// Rules out features that cannot tell the classes alone. Values are counted in coarse bins, which give an upper bound of the area under
/// the ROC curve: all features in one sweep over the first rows, which is enough for most, and the others over all rows.
/// </summary>
internal sealed class FeatureScreen
{
    /// <summary>One of so many rows is in the first sweep: a pair in disorder then counts 1/64 of what it does among all rows.</summary>
    private const int FirstShare = 8;

    /// <summary>Up to so many rows are counted at once.</summary>
    private const int FewRows = 1 << 16;

    /// <summary>The rows that a thread takes at a time: they stay in its cache while it counts one feature after another.</summary>
    private const int ChunkRows = 1 << 12;

    /// <summary>The most memory for the bins of one thread.</summary>
    private const long MostBytes = 1 << 25;

    private readonly int _classes;
    private readonly MetricRanks _ranks;
    private readonly (Block Block, int First, int Count)[] _chunks;
    private readonly double _weightScale;
    private readonly double _mostPairs;
    private readonly bool _areFew;

    private FeatureScreen(IReadOnlyList<Block> blocks, int classes, MetricRanks ranks)
    {
        _classes = classes;
        _ranks = ranks;
        _chunks = [.. blocks.SelectMany(Chunks)];
        long[] rows = [blocks.Sum(block => (long)block.RowCount)];
        float[] weight = [blocks.Max(LargestWeight) ?? 1];
        ranks.Collective.Sum(rows);
        ranks.Collective.Max(weight);
        _areFew = rows[0] <= FewRows;
        _weightScale = FixedPoint.Scale(weight[0], Math.Max(1, rows[0]));

        // However the weight is divided: a + b = w makes a b at most w^2 / 4.
        double most = (double)FixedPoint.Round(weight[0], _weightScale) * rows[0];
        _mostPairs = most * most / 4;
    }

    /// <summary>The indices of the features whose area alone may be above a bound; all ranks together.</summary>
    /// <param name="blocks">This rank's rows, whose labels are indices of classes.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="bound">The bound, at least 0.5.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="ranks">Who computes.</param>
    public static IReadOnlyList<int> MayBeAbove(
        IReadOnlyList<Block> blocks, int classes, double bound, int features, MetricRanks ranks)
    {
        var screen = new FeatureScreen(blocks, classes, ranks);
        int[] all = [.. Enumerable.Range(0, features)];
        int[] left = screen._areFew ? all : screen.Sift(all, screen.FirstChunks(), screen._mostPairs, bound);
        return screen.Sift(left, screen._chunks, mostPairs: 0, bound);
    }

    private static IEnumerable<(Block Block, int First, int Count)> Chunks(Block block)
    {
        for (int first = 0; first < block.RowCount; first += ChunkRows)
        {
            yield return (block, first, Math.Min(ChunkRows, block.RowCount - first));
        }
    }

    /// <summary>Null where each row counts once.</summary>
    private static float? LargestWeight(Block block) =>
        block.Weights.IsEmpty ? null : LargestMagnitude.Value(LargestMagnitude.Bits(block.Weights[..block.RowCount]));

    private (Block Block, int First, int Count)[] FirstChunks() => _chunks[..((_chunks.Length + FirstShare - 1) / FirstShare)];

    /// <summary>The features of some that may be above the bound, as far as some of the rows tell.</summary>
    private int[] Sift(int[] features, (Block Block, int First, int Count)[] chunks, double mostPairs, double bound)
    {
        int atOnce = (int)Math.Max(1, MostBytes / FeatureBins.Bytes(_classes));
        return [.. features.Chunk(atOnce).SelectMany(some => SiftSome(some, chunks, mostPairs, bound))];
    }

    private List<int> SiftSome(int[] features, (Block Block, int First, int Count)[] chunks, double mostPairs, double bound)
    {
        FeatureBins[][] bins = [.. features.Select(_ => RowChunks.PerThread(_ranks.Team, () => new FeatureBins(_classes)))];
        _ranks.Team.ForEach(chunks.Length, (thread, index) =>
        {
            _ranks.CancellationToken.ThrowIfCancellationRequested();
            (Block block, int first, int count) = chunks[index];
            ReadOnlySpan<float> weights = block.Weights.IsEmpty ? [] : block.Weights.Slice(first, count);
            for (int i = 0; i < features.Length; i++)
            {
                bins[i][thread].Add(
                    block.Labels.Slice(first, count),
                    block.Values[((first * block.FeatureCount) + features[i])..],
                    block.FeatureCount,
                    weights,
                    _weightScale);
            }
        });

        var left = new List<int>();
        for (int i = 0; i < features.Length; i++)
        {
            var total = FeatureBins.Total(bins[i], _ranks.Collective);
            if (Enumerable.Range(0, _classes).Any(ofClass => total.UpperBound(ofClass, mostPairs) > bound))
            {
                left.Add(features[i]);
            }
        }

        return left;
    }
}
