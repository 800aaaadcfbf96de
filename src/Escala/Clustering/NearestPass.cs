using System.Runtime.CompilerServices;
using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// The pass that labels rows for good: every row's nearest centroid, its squared distance to it, and the sum of these.
/// </summary>
internal static unsafe class NearestPass
{
    /// <summary>Labels every row.</summary>
    /// <param name="work">The rows.</param>
    /// <param name="centroids">Row-major (clusters, features).</param>
    /// <param name="labels">Out: the labels.</param>
    /// <param name="distances">Out: the squared distances, one per lane of the chunks; null when nobody wants them.</param>
    /// <returns>The inertia and the number of rows per cluster, over all ranks.</returns>
    public static NearestSummary Run(KMeansWork work, float[] centroids, RowLabels labels, float[]? distances = null) =>
        Run(work, centroids, labels, areLabelled: false, distances);

    /// <summary>The same sums for labels that every row has already, and that stay as they are.</summary>
    /// <param name="work">The rows.</param>
    /// <param name="centroids">Row-major (clusters, features).</param>
    /// <param name="labels">The labels.</param>
    /// <returns>The sum of squared distances to the labels' centroids and the number of rows per cluster, over all ranks.</returns>
    public static NearestSummary RunWithLabels(KMeansWork work, float[] centroids, RowLabels labels) =>
        Run(work, centroids, labels, areLabelled: true, distances: null);

    private static NearestSummary Run(KMeansWork work, float[] centroids, RowLabels labels, bool areLabelled, float[]? distances)
    {
        int clusters = labels.ClusterCount;
        int threads = work.Team.Threads;
        double bound = work.Rows.WeightedDistanceBound(centroids);
        ExactSum[][] inertia = [.. Enumerable.Range(0, threads).Select(_ => new[] { new ExactSum(bound, work.Rows.RowCount) })];
        ClusterCounts[] sizes = [.. Enumerable.Range(0, threads).Select(_ => new ClusterCounts(clusters))];
        using var panel = new CentroidPanel(clusters, work.FeatureCount);
        panel.Pack(centroids);
        fixed (float* values = centroids)
        {
            float* pinned = values;
            work.ForEachChunk((thread, _, chunk) => Label(
                work, areLabelled ? null : panel, pinned, labels, chunk, distances, ref inertia[thread][0], sizes[thread]));
        }

        long[] totals = new long[clusters];
        foreach (ClusterCounts thread in sizes)
        {
            thread.AddTo(totals);
        }

        work.Collective.Sum(totals);
        return new NearestSummary(ExactSum.Total(inertia, work.Collective)[0], totals);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Label(
        KMeansWork work,
        CentroidPanel? panel,
        float* centroids,
        RowLabels labels,
        TileChunk chunk,
        float[]? distances,
        ref ExactSum inertia,
        ClusterCounts sizes)
    {
        float* squared = stackalloc float[TileChunk.MaxLanes];
        int* lanes = stackalloc int[TileChunk.MaxLanes];
        TileSegment segment = work.Rows.Tiles.Segments[chunk.Segment];
        float* tiles = segment.Tile(chunk.FirstTile);
        int rows = chunk.RowCount(work.Rows.Tiles);
        if (panel is null)
        {
            // Lanes after the last row have no label, and any will do to measure them.
            new Span<int>(lanes, chunk.TileCount * RowTiles.TileRows)[rows..].Clear();
            labels.CopyTo(chunk.Segment, chunk.FirstTile, new Span<int>(lanes, rows));
        }
        else
        {
            work.Distances.Assign(tiles, chunk.TileCount, panel, squared, lanes);
            labels.Write(chunk.Segment, chunk.FirstTile, new ReadOnlySpan<int>(lanes, rows));
        }

        work.Distances.SquaredDistances(tiles, chunk.TileCount, work.FeatureCount, centroids, lanes, squared);
        if (distances is not null)
        {
            new ReadOnlySpan<float>(squared, rows).CopyTo(distances.AsSpan(chunk.FirstLane));
        }

        sizes.Add(new ReadOnlySpan<int>(lanes, rows));
        for (int row = 0; row < rows && segment.Weights is not null; row++)
        {
            squared[row] *= segment.Weights[(chunk.FirstTile * RowTiles.TileRows) + row];
        }

        inertia.AddRange(new ReadOnlySpan<float>(squared, rows));
    }
}
