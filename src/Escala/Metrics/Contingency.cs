using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// How often each cluster label meets each true label, as exact integers over all ranks. Only pairs that occur are kept, in the
/// order of the cluster labels, then of the true ones; both are renumbered from 0 without gaps.
/// </summary>
internal sealed class Contingency
{
    private Contingency(SortedDictionary<Pair, long> counts)
    {
        float[] classes = [.. counts.Keys.Select(pair => pair.Class).Distinct().Order()];
        var cells = new List<(int Cluster, int Class, long Count)>(counts.Count);
        int cluster = -1;
        int label = -1;
        foreach ((Pair pair, long count) in counts)
        {
            cluster += cluster < 0 || pair.Label != label ? 1 : 0;
            label = pair.Label;
            cells.Add((cluster, Array.BinarySearch(classes, pair.Class), count));
        }

        Cells = cells;
        ClusterTotals = new long[cluster + 1];
        ClassTotals = new long[classes.Length];
        foreach ((int row, int column, long count) in cells)
        {
            ClusterTotals[row] += count;
            ClassTotals[column] += count;
            RowCount += count;
        }
    }

    /// <summary>The pairs that occur and how often.</summary>
    public IReadOnlyList<(int Cluster, int Class, long Count)> Cells { get; }

    /// <summary>The number of rows of each cluster.</summary>
    public long[] ClusterTotals { get; }

    /// <summary>The number of rows of each true label.</summary>
    public long[] ClassTotals { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; }

    /// <summary>Counts the rows of all ranks, whose true labels stand in <see cref="TileSegment.Labels"/>; all ranks together.</summary>
    public static Contingency Count(
        LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<Pair, long>[team.Threads];
        for (int thread = 0; thread < counts.Length; thread++)
        {
            counts[thread] = [];
        }

        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                ReadOnlySpan<float> truth = segment.Labels.AsSpan(tile * RowTiles.TileRows, labels.Length);
                for (int lane = 0; lane < labels.Length; lane++)
                {
                    Add(counts[thread], new Pair(labels[lane], truth[lane]), 1);
                }
            },
            cancellationToken);
        for (int thread = 1; thread < counts.Length; thread++)
        {
            foreach ((Pair pair, long count) in counts[thread])
            {
                Add(counts[0], pair, count);
            }
        }

        return new Contingency(OverRanks(counts[0], collective));
    }

    /// <summary>Counts pairs of labels in memory.</summary>
    public static Contingency Count(ReadOnlySpan<int> labels, ReadOnlySpan<int> truth)
    {
        // Labels of any value are told apart by their rank among the distinct ones, which float32 holds exactly up to 2^24 of them.
        int[] distinct = [.. truth.ToArray().Distinct().Order()];
        var counts = new SortedDictionary<Pair, long>();
        for (int i = 0; i < labels.Length; i++)
        {
            var pair = new Pair(labels[i], Array.BinarySearch(distinct, truth[i]));
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }

        return new Contingency(counts);
    }

    private static void Add(Dictionary<Pair, long> counts, Pair pair, long count)
    {
        ref long total = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _);
        total += count;
    }

    private static SortedDictionary<Pair, long> OverRanks(Dictionary<Pair, long> mine, ICollective collective)
    {
        Pair[][] pairs = collective.Gather<Pair>(mine.Keys.ToArray());
        long[][] counts = collective.Gather<long>(mine.Values.ToArray());
        var all = new SortedDictionary<Pair, long>();
        foreach ((Pair pair, long count) in pairs.Zip(counts, (left, right) => left.Zip(right)).SelectMany(part => part))
        {
            all[pair] = all.GetValueOrDefault(pair) + count;
        }

        return all;
    }

    private readonly record struct Pair(int Label, float Class) : IComparable<Pair>
    {
        public int CompareTo(Pair other) => Label != other.Label ? Label.CompareTo(other.Label) : Class.CompareTo(other.Class);
    }
}
