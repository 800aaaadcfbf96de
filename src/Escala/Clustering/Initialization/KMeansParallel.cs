using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>
/// k-means|| (Bahmani, Moseley, Vattani, Kumar and Vassilvitskii, "Scalable K-Means++", VLDB 2012): in each round every row
/// becomes a candidate with probability min(1, l x weight x distance / sum of weight x distance), l = oversampling x k; each
/// candidate is then weighted by the rows nearest to it, and the candidates are clustered by greedy k-means++. Costs one pass per
/// round, O(rows x l x features) each, because a pass measures distances to the new candidates only.
/// </summary>
internal static class KMeansParallel
{
    /// <summary>Chooses centroids.</summary>
    /// <param name="work">Rows with at least as many distinct ones of a weight above 0 as there are clusters.</param>
    /// <param name="options">Clusters, oversampling, rounds.</param>
    /// <param name="distances">Room for distances of these rows; what it holds is forgotten.</param>
    /// <param name="stream">Distinguishes restarts.</param>
    /// <returns>Row-major (clusters, features), the same on every rank.</returns>
    public static float[] Choose(KMeansWork work, KMeansOptions options, NearestDistances distances, ulong stream)
    {
        distances.Clear();
        float[] first = distances.Draw([CounterRandom.Hash(work.Seed, RandomPurpose.FirstCentroid, 0, stream)]);
        var candidates = new List<float>(first);
        distances.Add(first);
        for (int round = 0; round < options.InitializationRounds && distances.Total > 0; round++)
        {
            float[] chosen = Choose(work, distances, options.Oversampling * options.Clusters, Stream(stream, round));
            candidates.AddRange(chosen);
            if (chosen.Length > 0)
            {
                distances.Add(chosen);
            }
        }

        // Small data: too few candidates were drawn. Each further one is a new distinct row, because its distance is above 0.
        for (int extra = 0; CountDistinct(candidates, work.FeatureCount) < options.Clusters; extra++)
        {
            ulong number = CounterRandom.Hash(work.Seed, RandomPurpose.FirstCentroid, extra + 1, stream);
            float[] drawn = distances.Draw([number]);
            candidates.AddRange(drawn);
            distances.Add(drawn);
        }

        return Cluster(work, options.Clusters, [.. candidates], distances, stream);
    }

    private static ulong Stream(ulong stream, int round) => (stream * 128) + (ulong)round;

    /// <summary>The rows that become candidates in a round, in the order of the rows.</summary>
    private static float[] Choose(KMeansWork work, NearestDistances distances, double expected, ulong stream)
    {
        var chosen = new List<int>?[work.Rows.Chunks.Length];
        ulong key = CounterRandom.Key(work.Seed, RandomPurpose.ParallelCandidate, stream);
        var draw = new CandidateDraw(key, distances.Scale, expected / distances.Total);
        work.ForEachChunk((_, index, chunk) => draw.Collect(
            work.Rows.Tiles.Segments[chunk.Segment],
            chunk.FirstTile * RowTiles.TileRows,
            distances.Distances.Slice(chunk.FirstLane, chunk.RowCount(work.Rows.Tiles)),
            distances.Weights(chunk),
            ref chosen[index]));

        var values = new List<float>();
        var buffer = new float[work.FeatureCount];
        for (int index = 0; index < chosen.Length; index++)
        {
            foreach (int row in chosen[index] ?? [])
            {
                work.Rows.Tiles.Segments[work.Rows.Chunks[index].Segment].CopyRow(row, buffer);
                values.AddRange(buffer);
            }
        }

        return [.. work.Collective.Gather<float>(values.ToArray()).SelectMany(rows => rows)];
    }

    private static int CountDistinct(List<float> rows, int features)
    {
        var distinct = new DistinctRows(features);
        for (int start = 0; start < rows.Count; start += features)
        {
            distinct.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows).Slice(start, features));
        }

        return distinct.Count;
    }

    /// <summary>Clusters the candidates, each weighted by the rows nearest to it. Every rank does the same.</summary>
    private static float[] Cluster(KMeansWork work, int clusters, float[] candidates, NearestDistances distances, ulong stream)
    {
        int features = work.FeatureCount;
        int count = candidates.Length / features;
        double[] weights = CandidateWeights(work, distances, count);
        using var block = new Block(count, features, hasWeights: true) { RowCount = count };
        candidates.CopyTo(block.Values);
        for (int i = 0; i < count; i++)
        {
            block.RowNumbers[i] = i;
            block.Weights[i] = (float)weights[i];
        }

        using var tiles = new RowTiles(features);
        tiles.Append(block);
        KMeansWork inner = work with { Rows = PreparedRows.Chosen(tiles, work.Rows), Collective = new SoloCollective() };
        return GreedyPlusPlus.Choose(inner, clusters, new NearestDistances(inner), stream);
    }

    private static double[] CandidateWeights(KMeansWork work, NearestDistances distances, int count)
    {
        double scale = FixedPoint.Scale(work.Rows.LargestWeight, work.Rows.RowCount);
        long[][] sums = [.. Enumerable.Range(0, work.Team.Threads).Select(_ => new long[count])];
        work.ForEachChunk((thread, _, chunk) =>
        {
            ReadOnlySpan<float> weights = distances.Weights(chunk);
            ReadOnlySpan<int> nearest = distances.Nearest.Slice(chunk.FirstLane, chunk.RowCount(work.Rows.Tiles));
            for (int lane = 0; lane < nearest.Length; lane++)
            {
                sums[thread][nearest[lane]] += FixedPoint.Round(weights.IsEmpty ? 1 : weights[lane], scale);
            }
        });

        long[] totals = new long[count];
        foreach (long[] thread in sums)
        {
            for (int i = 0; i < count; i++)
            {
                totals[i] += thread[i];
            }
        }

        work.Collective.Sum(totals);
        return [.. totals.Select(total => total / scale)];
    }
}
