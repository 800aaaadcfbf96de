using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>Random rows as centroids: those with the smallest hashes of (seed, row number) among the rows of a weight above 0.</summary>
internal static class RandomRows
{
    /// <summary>Chooses centroids.</summary>
    /// <param name="work">At least as many rows of a weight above 0 as there are clusters.</param>
    /// <param name="clusters">How many.</param>
    /// <param name="stream">Distinguishes restarts.</param>
    /// <returns>Row-major (clusters, features), in the order of the hashes, the same on every rank.</returns>
    public static float[] Choose(KMeansWork work, int clusters, ulong stream)
    {
        int features = work.FeatureCount;
        RowTiles tiles = work.Rows.Tiles;
        ulong key = CounterRandom.Key(work.Seed, RandomPurpose.RandomCentroid, stream);
        var smallest = new PriorityQueue<(TileSegment Segment, int Row), ulong>(Comparer<ulong>.Create((x, y) => y.CompareTo(x)));
        foreach (TileSegment segment in tiles.Segments)
        {
            work.CancellationToken.ThrowIfCancellationRequested();
            for (int row = 0; row < segment.RowCount; row++)
            {
                if (segment.Weights is not null && segment.Weights[row] == 0)
                {
                    continue;
                }

                ulong hash = CounterRandom.Hash(key, segment.RowNumber(row));
                if (smallest.Count < clusters)
                {
                    smallest.Enqueue((segment, row), hash);
                }
                else
                {
                    smallest.EnqueueDequeue((segment, row), hash);
                }
            }
        }

        var hashes = new List<ulong>();
        var values = new List<float>();
        var buffer = new float[features];
        while (smallest.TryDequeue(out (TileSegment Segment, int Row) place, out ulong hash))
        {
            place.Segment.CopyRow(place.Row, buffer);
            hashes.Add(hash);
            values.AddRange(buffer);
        }

        ulong[] allHashes = [.. work.Collective.Gather<ulong>(hashes.ToArray()).SelectMany(part => part)];
        float[] allValues = [.. work.Collective.Gather<float>(values.ToArray()).SelectMany(part => part)];
        int[] order = [.. Enumerable.Range(0, allHashes.Length).OrderBy(index => allHashes[index]).Take(clusters)];
        return [.. order.SelectMany(index => allValues.Skip(index * features).Take(features))];
    }
}
