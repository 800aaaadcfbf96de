namespace Escala.Tests.Vision;

/// <summary>Seeded numbers for tests.</summary>
internal static class Numbers
{
    /// <summary>Normally distributed numbers.</summary>
    public static float[] Normal(long count, int seed, double scale = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (long i = 0; i < count; i++)
        {
            values[i] = (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    public static double[] Exact(IEnumerable<float> values) => [.. values.Select(value => (double)value)];
}
