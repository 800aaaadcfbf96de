using Escala.Data;
using Escala.Numerics;

namespace Escala.Tests.Clustering.Kernels;

/// <summary>Seeded rows for kernel tests.</summary>
internal static class RandomRows
{
    /// <summary>Normally distributed values of very different sizes, row-major.</summary>
    public static float[] Values(int rowCount, int features, int seed)
    {
        var random = new Random(seed);
        var values = new float[rowCount * features];
        for (int i = 0; i < values.Length; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(normal * Math.Pow(10, (i % features % 5) - 2));
        }

        return values;
    }

    /// <summary>Small whole numbers, among which equal distances are frequent.</summary>
    public static float[] WholeNumbers(int rowCount, int features, int seed)
    {
        var random = new Random(seed);
        var values = new float[rowCount * features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(-2, 3);
        }

        return values;
    }

    /// <summary>Weights from 0 to 4, some of them 0.</summary>
    public static float[] Weights(int rowCount, int seed)
    {
        var random = new Random(seed);
        var weights = new float[rowCount];
        for (int i = 0; i < rowCount; i++)
        {
            weights[i] = random.Next(5) == 0 ? 0 : 4 * random.NextSingle();
        }

        return weights;
    }

    /// <summary>Rows as tiles, in segments of the given size.</summary>
    public static RowTiles Tiles(float[] values, int features, float[]? weights = null, int segmentRows = int.MaxValue)
    {
        int rowCount = values.Length / features;
        var tiles = new RowTiles(features);
        for (int first = 0; first < rowCount; first += Math.Min(segmentRows, rowCount - first))
        {
            int count = Math.Min(segmentRows, rowCount - first);
            using var block = new Block(count, features, hasWeights: weights is not null) { RowCount = count };
            values.AsSpan(first * features, count * features).CopyTo(block.Values);
            weights?.AsSpan(first, count).CopyTo(block.Weights);
            for (int i = 0; i < count; i++)
            {
                block.RowNumbers[i] = first + i;
            }

            tiles.Append(block);
        }

        return tiles;
    }
}
