using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Some rows of all ranks, the same on every rank and in the order of their global row numbers: all rows where there are few
/// enough, else those with the smallest hash of (seed, row number), whoever holds them.
/// </summary>
internal sealed class RowSample
{
    private RowSample(int featureCount, bool isPart, float[] rows, long[] rowNumbers, int[] labels)
    {
        FeatureCount = featureCount;
        IsPart = isPart;
        Rows = rows;
        RowNumbers = rowNumbers;
        Labels = labels;
    }

    public int FeatureCount { get; }

    /// <summary>Whether there are other rows too.</summary>
    public bool IsPart { get; }

    /// <summary>The values, row-major (rows, features).</summary>
    public float[] Rows { get; }

    /// <summary>The global number of each row, ascending.</summary>
    public long[] RowNumbers { get; }

    /// <summary>The label of each row.</summary>
    public int[] Labels { get; }

    /// <summary>Draws the sample; all ranks together.</summary>
    /// <param name="tiles">This rank's rows.</param>
    /// <param name="rowCount">The number of rows over all ranks.</param>
    /// <param name="size">The most rows to take, at least 1.</param>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few tiles.</param>
    public static RowSample Draw(
        LabelledTiles tiles, long rowCount, int size, ulong seed, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        List<Candidate> mine = [];
        if (rowCount <= size)
        {
            mine = Below(ulong.MaxValue, tiles, seed, team, cancellationToken);
            return Gather(mine, false, tiles.Rows.FeatureCount, collective);
        }

        // Hashes are uniform, so a bound that should let twice the sample pass leaves little to exchange.
        Key[] all = [];
        for (int surplus = 2; all.Length < size; surplus *= 2)
        {
            UInt128 bound = ((UInt128)(ulong)size << 64) * (uint)surplus / (ulong)rowCount;
            mine = Below(bound > ulong.MaxValue ? ulong.MaxValue : (ulong)bound, tiles, seed, team, cancellationToken);
            all = [.. collective.Gather<Key>(mine.Select(candidate => candidate.Key).ToArray()).SelectMany(keys => keys)];
        }

        Array.Sort(all);
        Key last = all[size - 1];
        mine.RemoveAll(candidate => candidate.Key.CompareTo(last) > 0);
        return Gather(mine, true, tiles.Rows.FeatureCount, collective);
    }

    /// <summary>This rank's rows with a hash up to a bound.</summary>
    private static List<Candidate> Below(
        ulong bound, LabelledTiles tiles, ulong seed, CoreTeam team, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>[team.Threads];
        for (int thread = 0; thread < found.Length; thread++)
        {
            found[thread] = [];
        }

        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                for (int lane = 0; lane < labels.Length; lane++)
                {
                    int row = (tile * RowTiles.TileRows) + lane;
                    long number = segment.RowNumber(row);
                    ulong hash = CounterRandom.Hash(seed, RandomPurpose.MetricSample, number);
                    if (hash <= bound)
                    {
                        found[thread].Add(new Candidate(new Key(hash, number), segment, row, labels[lane]));
                    }
                }
            },
            cancellationToken);
        return [.. found.SelectMany(candidates => candidates)];
    }

    private static RowSample Gather(List<Candidate> mine, bool isPart, int features, ICollective collective)
    {
        var values = new float[checked(mine.Count * features)];
        for (int i = 0; i < mine.Count; i++)
        {
            mine[i].Segment.CopyRow(mine[i].Row, values.AsSpan(i * features, features));
        }

        float[] rows = All(collective.Gather<float>(values));
        long[] numbers = All(collective.Gather<long>(mine.Select(candidate => candidate.Key.RowNumber).ToArray()));
        int[] labels = All(collective.Gather<int>(mine.Select(candidate => candidate.Label).ToArray()));

        int[] order = [.. Enumerable.Range(0, numbers.Length)];
        Array.Sort(numbers, order);
        var sorted = new float[rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rows.AsSpan(order[i] * features, features).CopyTo(sorted.AsSpan(i * features));
        }

        return new RowSample(features, isPart, sorted, numbers, [.. order.Select(i => labels[i])]);
    }

    private static T[] All<T>(T[][] perRank) => perRank.Length == 1 ? perRank[0] : [.. perRank.SelectMany(part => part)];

    /// <summary>What decides whether a row is in the sample.</summary>
    private readonly record struct Key(ulong Hash, long RowNumber) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            Hash != other.Hash ? Hash.CompareTo(other.Hash) : RowNumber.CompareTo(other.RowNumber);
    }

    private readonly record struct Candidate(Key Key, TileSegment Segment, int Row, int Label);
}
