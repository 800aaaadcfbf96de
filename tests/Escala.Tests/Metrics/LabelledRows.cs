using Escala.Data;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Tests.Metrics;

/// <summary>Rows with cluster labels and, where there are any, true labels and weights; whole or divided among ranks.</summary>
internal sealed record LabelledRows(float[] Values, int Features, int[] Labels, int ClusterCount)
{
    public float[]? Truth { get; init; }

    public float[]? Weights { get; init; }

    public int Count => Labels.Length;

    /// <summary>Rows around random centres; a tenth with the label of another cluster.</summary>
    public static LabelledRows Blobs(int count, int features, int clusters, int seed)
    {
        var random = new Random(seed);
        var centres = new float[clusters * features];
        for (int i = 0; i < centres.Length; i++)
        {
            centres[i] = (float)((random.NextDouble() * 20) - 10);
        }

        var values = new float[count * features];
        var labels = new int[count];
        var truth = new float[count];
        for (int row = 0; row < count; row++)
        {
            int cluster = random.Next(clusters);
            truth[row] = cluster - 2.5f;
            labels[row] = random.Next(10) == 0 ? random.Next(clusters) : cluster;
            for (int feature = 0; feature < features; feature++)
            {
                values[(row * features) + feature] = centres[(cluster * features) + feature] + (float)random.NextDouble() * 6;
            }
        }

        return new LabelledRows(values, features, labels, clusters) { Truth = truth };
    }

    /// <summary>Computes the figures in a world, with the rows divided at the given places.</summary>
    public ClusteringScores Evaluate(
        ClusteringMetricSet set, int threads = 1, int[]? cuts = null, int blockRows = 1000, ulong seed = 0, CancellationToken token = default)
    {
        int[] edges = [0, .. cuts ?? [], Count];
        ClusteringScores[] perRank = RankThreads.Run(edges.Length - 1, collective =>
        {
            using RowTiles rows = Tiles(edges[collective.Rank], edges[collective.Rank + 1], blockRows);
            using RowLabels labels = LabelsOf(rows);
            using var team = new CoreTeam(threads);
            return ClusteringEvaluation.Compute(rows, labels, set, seed, team, collective, token);
        });
        foreach (ClusteringScores other in perRank)
        {
            Xunit.Assert.Equal(perRank[0] with { AbsentReasons = other.AbsentReasons }, other);
        }

        return perRank[0];
    }

    /// <summary>Some of the rows in tiles, in blocks of at most so many rows.</summary>
    public RowTiles Tiles(int from, int to, int blockRows)
    {
        var tiles = new RowTiles(Features);
        for (int first = from; first < to; first += blockRows)
        {
            int count = Math.Min(blockRows, to - first);
            using var block = new Block(count, Features, Truth is not null, Weights is not null) { RowCount = count };
            Values.AsSpan(first * Features, count * Features).CopyTo(block.Values);
            Truth.AsSpan(Truth is null ? 0 : first, Truth is null ? 0 : count).CopyTo(block.Labels);
            Weights.AsSpan(Weights is null ? 0 : first, Weights is null ? 0 : count).CopyTo(block.Weights);
            for (int row = 0; row < count; row++)
            {
                block.RowNumbers[row] = first + row;
            }

            tiles.Append(block);
        }

        return tiles;
    }

    /// <summary>The labels of rows in tiles, by the rows' numbers.</summary>
    public RowLabels LabelsOf(RowTiles rows)
    {
        var labels = new RowLabels(rows, ClusterCount);
        foreach ((int s, TileSegment segment) in rows.Segments.Index())
        {
            labels.Write(s, 0, [.. Enumerable.Range(0, segment.RowCount).Select(row => Labels[segment.RowNumber(row)])]);
        }

        return labels;
    }
}
