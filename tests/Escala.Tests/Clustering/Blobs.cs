using Escala.Numerics;

namespace Escala.Tests.Clustering;

/// <summary>Made rows with clusters in them; the same for the same arguments.</summary>
internal static class Blobs
{
    /// <summary>Rows around centres that are about 10 apart, with a noise of about 1.</summary>
    /// <returns>Row-major (rows, features).</returns>
    public static float[] Make(int rows, int features, int centers, ulong seed = 1, double origin = 0, double spread = 1)
    {
        var values = new float[rows * features];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int feature) = Math.DivRem(i, features);
            int center = (int)(CounterRandom.Hash(seed, RandomPurpose.RowSample, row) % (ulong)centers);
            double middle = 10 * CounterRandom.Uniform(seed, RandomPurpose.TestSplit, (center * features) + feature);
            double noise = 0;
            for (ulong k = 0; k < 4; k++)
            {
                noise += CounterRandom.Uniform(seed, RandomPurpose.MetricSample, i, k) - 0.5;
            }

            values[i] = (float)(origin + (spread * (middle + noise)));
        }

        return values;
    }
}
