using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// Refills clusters without rows: each becomes one of the rows that are farthest from their centroid, which leaves its own
/// cluster's mean, as scikit-learn does. Ties go to the lower row number.
/// </summary>
internal static unsafe class EmptyClusters
{
    /// <summary>Refills the empty clusters of sums over all ranks.</summary>
    /// <param name="work">The rows.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="centroids">The centroids that the labels belong to, row-major (clusters, features).</param>
    /// <param name="sums">The sums over all ranks; changed in the same way on every rank.</param>
    /// <returns>Whether a cluster was refilled.</returns>
    public static bool Refill(KMeansWork work, RowLabels labels, float[] centroids, ClusterSums sums)
    {
        int[] empty = [.. Enumerable.Range(0, sums.ClusterCount).Where(cluster => sums.Weight(cluster) <= 0)];
        if (empty.Length == 0)
        {
            return false;
        }

        // More than one per cluster, because a row whose cluster holds nothing else has to stay.
        List<FarRow> farthest = Farthest(work, labels, centroids, 2 * sums.ClusterCount);
        int next = 0;
        bool refilled = false;
        foreach (int cluster in empty)
        {
            while (next < farthest.Count && !CanLeave(farthest[next], sums))
            {
                next++;
            }

            if (next == farthest.Count)
            {
                break;
            }

            FarRow row = farthest[next++];
            sums.Add(row.Label, row.Values, row.Weight, -1);
            sums.Add(cluster, row.Values, row.Weight, 1);
            refilled = true;
        }

        return refilled;
    }

    private static bool CanLeave(FarRow row, ClusterSums sums) =>
        row.Distance > 0 && row.Weight > 0 && sums.Weight(row.Label) > row.Weight;

    private static List<FarRow> Farthest(KMeansWork work, RowLabels labels, float[] centroids, int count)
    {
        PriorityQueue<FarRow, FarRow>[] perThread =
            [.. Enumerable.Range(0, work.Team.Threads).Select(_ => new PriorityQueue<FarRow, FarRow>(FarRow.NearestFirst))];
        fixed (float* values = centroids)
        {
            float* pinned = values;
            work.ForEachChunk((thread, _, chunk) => Collect(work, labels, pinned, chunk, count, perThread[thread]));
        }

        FarRow[] mine = [.. perThread.SelectMany(queue => queue.UnorderedItems).Select(item => item.Element)
            .OrderDescending(FarRow.NearestFirst).Take(count)];
        return FarRow.Gather(work, mine, count);
    }

    private static void Collect(
        KMeansWork work, RowLabels labels, float* centroids, TileChunk chunk, int count, PriorityQueue<FarRow, FarRow> farthest)
    {
        float* distances = stackalloc float[TileChunk.MaxLanes];
        int* lanes = stackalloc int[TileChunk.MaxLanes];
        for (int tile = 0; tile < chunk.TileCount; tile++)
        {
            labels.ReadTile(
                chunk.Segment, chunk.FirstTile + tile, new Span<int>(lanes + (tile * RowTiles.TileRows), RowTiles.TileRows));
        }

        int rows = chunk.RowCount(work.Rows.Tiles);
        new Span<int>(lanes + rows, (chunk.TileCount * RowTiles.TileRows) - rows).Clear();
        TileSegment segment = work.Rows.Tiles.Segments[chunk.Segment];
        work.Distances.SquaredDistances(
            segment.Tile(chunk.FirstTile), chunk.TileCount, work.FeatureCount, centroids, lanes, distances);
        for (int lane = 0; lane < rows; lane++)
        {
            if (farthest.Count == count && distances[lane] < farthest.Peek().Distance)
            {
                continue;
            }

            int index = (chunk.FirstTile * RowTiles.TileRows) + lane;
            var values = new float[work.FeatureCount];
            segment.CopyRow(index, values);
            var row = new FarRow(
                distances[lane], segment.RowNumber(index), lanes[lane], segment.Weights is null ? 1 : segment.Weights[index], values);
            farthest.Enqueue(row, row);
            if (farthest.Count > count)
            {
                farthest.Dequeue();
            }
        }
    }
}
