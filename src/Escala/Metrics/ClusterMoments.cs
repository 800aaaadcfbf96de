using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// What the figures over all rows are made of: per cluster that has rows, the number of rows, their mean, and the sums of their
/// distances and squared distances to it. Every number is a function of the set of rows alone: sums are exact, whichever threads
/// and ranks hold the rows. Values are taken in units of a power of two near the largest of them, which all figures cancel out and
/// which keeps squares in range for any finite float32.
/// </summary>
internal sealed unsafe class ClusterMoments
{
    private readonly double[] _bounds;

    private ClusterMoments(LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        FeatureCount = tiles.Rows.FeatureCount;
        (float[] largest, long[] counts) = MaxAndCounts(tiles, team, collective, cancellationToken);
        Unit = Math.ScaleB(1, -(largest.Max() > 0 ? Math.ILogB(largest.Max()) : 0));
        _bounds = [.. largest.Select(value => value * Unit)];
        RowCount = counts.Sum();
        Indices = new int[counts.Length];
        for (int label = 0; label < counts.Length; label++)
        {
            Indices[label] = counts[label] > 0 ? ClusterCount++ : -1;
        }

        Counts = [.. counts.Where(count => count > 0)];
        Centroids = new double[ClusterCount * FeatureCount];
        Mean = new double[FeatureCount];
        Distances = new double[ClusterCount];
        SquaredDistances = new double[ClusterCount];
    }

    public int FeatureCount { get; }

    /// <summary>The number of rows over all ranks.</summary>
    public long RowCount { get; }

    /// <summary>The number of clusters that have rows.</summary>
    public int ClusterCount { get; }

    /// <summary>What values are multiplied by; a power of two.</summary>
    public double Unit { get; }

    /// <summary>For each label its index among the clusters that have rows; -1 where it has none.</summary>
    public int[] Indices { get; }

    /// <summary>The number of rows of each cluster.</summary>
    public long[] Counts { get; }

    /// <summary>The mean of each cluster's rows, row-major (clusters, features).</summary>
    public double[] Centroids { get; }

    /// <summary>The mean of all rows.</summary>
    public double[] Mean { get; }

    /// <summary>Per cluster the sum of its rows' distances to its mean.</summary>
    public double[] Distances { get; }

    /// <summary>Per cluster the sum of its rows' squared distances to its mean.</summary>
    public double[] SquaredDistances { get; }

    /// <summary>Why figures that compare clusters are not defined, or null when they are.</summary>
    public string? Degeneracy =>
        ClusterCount < 2 ? $"At least 2 clusters must have rows, because the figure compares clusters, but {ClusterCount} had."
        : ClusterCount == RowCount ? $"There must be fewer clusters than rows, but each of the {RowCount} rows was a cluster of its own."
        : null;

    /// <summary>Computes the moments in three passes over the rows; all ranks together.</summary>
    public static ClusterMoments Compute(
        LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var moments = new ClusterMoments(tiles, team, collective, cancellationToken);
        if (moments.RowCount > 0)
        {
            moments.SumRows(tiles, team, collective, cancellationToken);
            moments.SumDistances(tiles, team, collective, cancellationToken);
        }

        return moments;
    }

    private static (float[] Largest, long[] Counts) MaxAndCounts(
        LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        int features = tiles.Rows.FeatureCount;
        float[][] largest = PerThread(team, () => new float[features]);
        long[][] counts = PerThread(team, () => new long[tiles.ClusterCount]);
        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                foreach (int label in labels)
                {
                    counts[thread][label]++;
                }

                for (int feature = 0; feature < features; feature++)
                {
                    var values = new ReadOnlySpan<float>(segment.Tile(tile) + (feature * RowTiles.TileRows), RowTiles.TileRows);
                    largest[thread][feature] = MathF.Max(largest[thread][feature], LargestMagnitude(values));
                }
            },
            cancellationToken);
        for (int thread = 1; thread < team.Threads; thread++)
        {
            largest[0] = [.. largest[0].Zip(largest[thread], MathF.Max)];
            counts[0] = [.. counts[0].Zip(counts[thread], (left, right) => left + right)];
        }

        collective.Max(largest[0]);
        collective.Sum(counts[0]);
        return (largest[0], counts[0]);
    }

    private static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            float magnitude = MathF.Abs(value);
            largest = magnitude > largest ? magnitude : largest;
        }

        return largest;
    }

    private static T[] PerThread<T>(CoreTeam team, Func<T> create) => [.. Enumerable.Range(0, team.Threads).Select(_ => create())];

    private void SumRows(LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        ExactSums[] sums = PerThread(team, () => new ExactSums(ClusterCount, _bounds, RowCount));
        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                for (int feature = 0; feature < FeatureCount; feature++)
                {
                    float* values = segment.Tile(tile) + (feature * RowTiles.TileRows);
                    for (int lane = 0; lane < labels.Length; lane++)
                    {
                        sums[thread].Add(Indices[labels[lane]], feature, values[lane] * Unit);
                    }
                }
            },
            cancellationToken);
        double[,] total = ExactSums.Total(sums, collective);
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            for (int cluster = 0; cluster < ClusterCount; cluster++)
            {
                double sum = total[cluster, feature];
                Centroids[(cluster * FeatureCount) + feature] = sum / Counts[cluster];
                Mean[feature] += sum;
            }

            Mean[feature] /= RowCount;
        }
    }

    private void SumDistances(LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        double farthest = _bounds.Sum(bound => 4 * bound * bound);
        ExactSums[] sums = PerThread(team, () => new ExactSums(ClusterCount, [Math.Sqrt(farthest), farthest], RowCount));
        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                for (int lane = 0; lane < labels.Length; lane++)
                {
                    int cluster = Indices[labels[lane]];
                    double squared = SquaredDistance(segment.Tile(tile) + lane, cluster);
                    sums[thread].Add(cluster, 0, Math.Sqrt(squared));
                    sums[thread].Add(cluster, 1, squared);
                }
            },
            cancellationToken);
        double[,] total = ExactSums.Total(sums, collective);
        for (int cluster = 0; cluster < ClusterCount; cluster++)
        {
            Distances[cluster] = total[cluster, 0];
            SquaredDistances[cluster] = total[cluster, 1];
        }
    }

    private double SquaredDistance(float* row, int cluster)
    {
        double squared = 0;
        foreach (double mean in Centroids.AsSpan(cluster * FeatureCount, FeatureCount))
        {
            double difference = (*row * Unit) - mean;
            squared = Math.FusedMultiplyAdd(difference, difference, squared);
            row += RowTiles.TileRows;
        }

        return squared;
    }
}
