namespace Escala.Data;

/// <summary>
/// Moves and scales each feature: prepared = (value - offset) x factor, each step rounded to float32. The statistics come from
/// the training rows.
/// </summary>
public sealed record FeatureScaler
{
    /// <summary>What is subtracted from each feature.</summary>
    public required float[] Offsets { get; init; }

    /// <summary>What each feature is then multiplied by; 1 where it is not scaled.</summary>
    public required float[] Factors { get; init; }

    /// <summary>The number of features.</summary>
    public int FeatureCount => Offsets.Length;

    /// <summary>A prepared value in the units of the data.</summary>
    /// <param name="prepared">The prepared value.</param>
    /// <param name="feature">The 0-based feature.</param>
    public double Restore(float prepared, int feature) => Offsets[feature] + ((double)prepared / Factors[feature]);

    /// <summary>A value as the rows are prepared, computed in double precision and rounded once.</summary>
    /// <param name="value">The value in the units of the data.</param>
    /// <param name="feature">The 0-based feature.</param>
    public float Prepare(double value, int feature) => (float)((value - Offsets[feature]) * Factors[feature]);
}
