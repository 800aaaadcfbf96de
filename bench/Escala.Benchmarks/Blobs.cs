using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Numerics;

namespace Escala.Benchmarks;

/// <summary>Seeded gaussian blobs: centres of spread 3, rows of spread 1 around them, so that clusters overlap.</summary>
internal static class Blobs
{
    private const int BlockRows = 100_000;

    /// <summary>The rows as tiles.</summary>
    public static RowTiles Tiles(Workload workload, ulong seed)
    {
        var tiles = new RowTiles(workload.Features);
        for (int first = 0; first < workload.Rows; first += BlockRows)
        {
            int count = Math.Min(BlockRows, workload.Rows - first);
            using var block = new Block(count, workload.Features) { RowCount = count };
            for (int i = 0; i < count; i++)
            {
                block.RowNumbers[i] = first + i;
                FillRow(workload, seed, first + i, block.Row(i));
            }

            tiles.Append(block);
        }

        return tiles;
    }

    /// <summary>The first rows as centroids.</summary>
    public static float[] Centroids(RowTiles tiles, int clusters)
    {
        var centroids = new float[clusters * tiles.FeatureCount];
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            tiles.Segments[0].CopyRow(cluster, centroids.AsSpan(cluster * tiles.FeatureCount, tiles.FeatureCount));
        }

        return centroids;
    }

    private static void FillRow(Workload workload, ulong seed, int row, Span<float> values)
    {
        ulong blob = CounterRandom.Hash(seed, RandomPurpose.RowSample, row) % (ulong)workload.Clusters;
        for (int feature = 0; feature < values.Length; feature++)
        {
            double centre = Normal(seed, RandomPurpose.RandomCentroid, (long)(blob * 1000) + feature);
            values[feature] = (float)((3 * centre) + Normal(seed, RandomPurpose.MetricSample, ((long)row * 1000) + feature));
        }
    }

    /// <summary>Nearly normal: the sum of four uniform numbers of 16 bits each, scaled to variance 1.</summary>
    private static double Normal(ulong seed, RandomPurpose purpose, long index)
    {
        ulong bits = CounterRandom.Hash(seed, purpose, index);
        double sum = 0;
        foreach (ushort part in MemoryMarshal.Cast<ulong, ushort>(new ReadOnlySpan<ulong>(in bits)))
        {
            sum += part / 65536.0;
        }

        return (sum - 2) * Math.Sqrt(3);
    }
}
