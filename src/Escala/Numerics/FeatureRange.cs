using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Engines;

namespace Escala.Numerics;

/// <summary>The smallest and largest value of each feature over all rows of all ranks.</summary>
/// <param name="Smallest">Per feature.</param>
/// <param name="Largest">Per feature.</param>
internal sealed record FeatureRange(float[] Smallest, float[] Largest)
{
    /// <summary>Computes the range.</summary>
    public static unsafe FeatureRange Of(RowTiles rows, TileChunk[] chunks, CoreTeam team, ICollective collective)
    {
        int features = rows.FeatureCount;
        float[][] extremes = [.. Enumerable.Range(0, team.Threads).Select(_ => Filled(2 * features))];
        team.ForEach(chunks.Length, (thread, index) =>
        {
            TileChunk chunk = chunks[index];
            TileSegment segment = rows.Segments[chunk.Segment];
            float[] mine = extremes[thread];
            for (int tile = chunk.FirstTile; tile < chunk.FirstTile + chunk.TileCount; tile++)
            {
                for (int feature = 0; feature < features; feature++)
                {
                    ReadOnlySpan<float> lanes = segment.Lanes(tile, feature);
                    (float smallest, float largest) = Extremes(lanes);
                    mine[feature] = Math.Max(mine[feature], largest);
                    mine[features + feature] = Math.Max(mine[features + feature], -smallest);
                }
            }
        });

        float[] all = extremes[0];
        foreach (float[] other in extremes)
        {
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = Math.Max(all[i], other[i]);
            }
        }

        collective.Max(all);
        return new FeatureRange([.. all[features..].Select(value => -value)], all[..features]);
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

    private static float[] Filled(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NegativeInfinity);
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Smallest, float Largest) Extremes(ReadOnlySpan<float> lanes)
    {
        float smallest = lanes[0];
        float largest = lanes[0];
        int index = 0;
        if (lanes.Length >= 8)
        {
            Vector256<float> low = Vector256.LoadUnsafe(in lanes[0]);
            Vector256<float> high = low;
            for (index = 8; index + 8 <= lanes.Length; index += 8)
            {
                var next = Vector256.LoadUnsafe(in lanes[0], (nuint)index);
                low = Vector256.MinNative(low, next);
                high = Vector256.MaxNative(high, next);
            }

            (smallest, largest) = (SmallestLane(low), -SmallestLane(-high));
        }

        for (; index < lanes.Length; index++)
        {
            smallest = Math.Min(smallest, lanes[index]);
            largest = Math.Max(largest, lanes[index]);
        }

        return (smallest, largest);
    }

    /// <summary>The smallest lane: the halves are compared until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SmallestLane(Vector256<float> lanes)
    {
        var four = Vector128.MinNative(lanes.GetLower(), lanes.GetUpper());
        var two = Vector128.MinNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MinNative(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
