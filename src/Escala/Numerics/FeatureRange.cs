using Escala.Engines;

namespace Escala.Numerics;

/// <summary>The smallest and largest value of each feature over all rows of all ranks.</summary>
/// <param name="Smallest">Per feature.</param>
/// <param name="Largest">Per feature.</param>
internal sealed record FeatureRange(float[] Smallest, float[] Largest)
{
    /// <summary>The range of the values as they came into the tiles, before anything changed them there.</summary>
    public static FeatureRange Of(RowTiles rows, ICollective collective)
    {
        int features = rows.FeatureCount;
        var extremes = new float[2 * features];
        Array.Fill(extremes, float.NegativeInfinity);
        foreach (TileSegment segment in rows.Segments)
        {
            for (int feature = 0; feature < features; feature++)
            {
                extremes[feature] = Math.Max(extremes[feature], segment.Largest[feature]);
                extremes[features + feature] = Math.Max(extremes[features + feature], -segment.Smallest[feature]);
            }
        }

        collective.Max(extremes);
        return new FeatureRange([.. extremes[features..].Select(value => -value)], extremes[..features]);
    }

    /// <summary>The largest |value| of each feature after the same monotonic change of all values.</summary>
    /// <param name="change">Called with a value and its feature; must be monotonic.</param>
    public float[] LargestMagnitudes(Func<float, int, float> change)
    {
        var magnitudes = new float[Largest.Length];
        for (int feature = 0; feature < magnitudes.Length; feature++)
        {
            magnitudes[feature] = Math.Max(
                Math.Abs(change(Smallest[feature], feature)), Math.Abs(change(Largest[feature], feature)));
        }

        return magnitudes;
    }
}
