namespace Escala.Clustering.Kernels;

/// <summary>A centroid as kernels take it: -2c value by value, other centroids' values between them, and |c|^2.</summary>
internal static unsafe class PackedCentroid
{
    /// <summary>Writes a centroid.</summary>
    /// <param name="centroid">Its values.</param>
    /// <param name="target">Where -2c of the first feature goes.</param>
    /// <param name="step">From one feature to the next.</param>
    /// <returns>|c|^2.</returns>
    public static float Write(ReadOnlySpan<float> centroid, float* target, int step)
    {
        double squaredNorm = 0;
        foreach (float value in centroid)
        {
            squaredNorm += (double)value * value;
            *target = -2 * value;
            target += step;
        }

        return (float)squaredNorm;
    }

    /// <summary>Writes a centroid that is infinitely far away from every row.</summary>
    /// <param name="features">The number of features.</param>
    /// <param name="target">Where the first feature goes.</param>
    /// <param name="step">From one feature to the next.</param>
    /// <returns>Its |c|^2.</returns>
    public static float WriteFarthest(int features, float* target, int step)
    {
        for (int feature = 0; feature < features; feature++)
        {
            target[(nint)feature * step] = 0;
        }

        return float.PositiveInfinity;
    }
}
