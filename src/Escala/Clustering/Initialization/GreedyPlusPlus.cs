using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>
/// Greedy k-means++ (Arthur and Vassilvitskii, 2007): centres are drawn with a probability proportional to weight x squared
/// distance to the nearest centre so far, 2 + ln k at a time, and the one that lowers the inertia most is kept. Costs
/// O(rows x k x log k x features) and one pass per centre.
/// </summary>
internal static class GreedyPlusPlus
{
    /// <summary>Chooses centroids.</summary>
    /// <param name="work">Rows with at least <paramref name="clusters"/> distinct ones of a weight above 0.</param>
    /// <param name="clusters">How many.</param>
    /// <param name="distances">Room for distances of these rows; what it holds is forgotten.</param>
    /// <param name="stream">Distinguishes restarts.</param>
    /// <returns>Row-major (clusters, features), the same on every rank.</returns>
    public static float[] Choose(KMeansWork work, int clusters, NearestDistances distances, ulong stream)
    {
        int features = work.FeatureCount;
        int trials = Trials(clusters);
        var centroids = new float[clusters * features];
        distances.Clear();
        float[] center = distances.Draw([CounterRandom.Hash(work.Seed, RandomPurpose.FirstCentroid, 0, stream)]);
        center.CopyTo(centroids, 0);
        distances.Add(center);
        var numbers = new ulong[trials];
        for (int step = 1; step < clusters; step++)
        {
            for (int trial = 0; trial < trials; trial++)
            {
                numbers[trial] = CounterRandom.Hash(work.Seed, RandomPurpose.GreedyCandidate, ((long)step * trials) + trial, stream);
            }

            float[] candidates = distances.Draw(numbers);
            int best = BestCandidate(work, distances, candidates, trials);
            center = candidates.AsSpan(best * features, features).ToArray();
            center.CopyTo(centroids, step * features);
            distances.Add(center);
        }

        return centroids;
    }

    /// <summary>2 + the whole part of ln k, as scikit-learn has it; by products, because logarithms differ between libraries.</summary>
    private static int Trials(int clusters)
    {
        int trials = 2;
        for (double power = Math.E; power <= clusters; power *= Math.E)
        {
            trials++;
        }

        return trials;
    }

    /// <summary>The candidate that leaves the lowest sum of weight x distance; of equal ones the first.</summary>
    private static unsafe int BestCandidate(KMeansWork work, NearestDistances distances, float[] candidates, int trials)
    {
        int features = work.FeatureCount;
        long[][] sums = [.. Enumerable.Range(0, work.Team.Threads).Select(_ => new long[trials])];
        fixed (float* values = candidates)
        {
            float* pinned = values;
            work.ForEachChunk((thread, _, chunk) =>
            {
                float* toCandidate = stackalloc float[TileChunk.MaxLanes];
                float* tiles = work.Rows.Tiles.Segments[chunk.Segment].Tile(chunk.FirstTile);
                int rows = chunk.RowCount(work.Rows.Tiles);
                var found = new Span<float>(toCandidate, rows);
                for (int trial = 0; trial < trials; trial++)
                {
                    work.Distances.SquaredDistancesToOne(
                        tiles, chunk.TileCount, features, pinned + (trial * features), toCandidate);
                    sums[thread][trial] += PotentialSum.Of(
                        found, distances.Distances.Slice(chunk.FirstLane, rows), distances.Weights(chunk), distances.Scale);
                }
            });
        }

        long[] totals = sums[0];
        foreach (long[] other in sums.Skip(1))
        {
            for (int trial = 0; trial < trials; trial++)
            {
                totals[trial] += other[trial];
            }
        }

        work.Collective.Sum(totals);
        return Array.IndexOf(totals, totals.Min());
    }
}
