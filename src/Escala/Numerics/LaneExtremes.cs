using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>The smallest and largest value of each feature over tiles, kept in vector lanes from tile to tile.</summary>
internal sealed unsafe class LaneExtremes
{
    private readonly Vector256<float>[] _smallest;
    private readonly Vector256<float>[] _largest;

    /// <summary>Creates the extremes of no values.</summary>
    public LaneExtremes(int features)
    {
        _smallest = new Vector256<float>[features];
        _largest = new Vector256<float>[features];
        Array.Fill(_smallest, Vector256.Create(float.PositiveInfinity));
        Array.Fill(_largest, Vector256.Create(float.NegativeInfinity));
    }

    /// <summary>Per feature the smallest value so far; infinity where there was none.</summary>
    public float[] Smallest() => [.. _smallest.Select(SmallestLane)];

    /// <summary>Per feature the largest value so far; -infinity where there was none.</summary>
    public float[] Largest() => [.. _largest.Select(lanes => -SmallestLane(-lanes))];

    /// <summary>Takes the rows of a tile into account; the values are finite.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="rows">The rows in it, 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(float* tile, int rows)
    {
        for (int feature = 0; feature < _smallest.Length; feature++, tile += RowTiles.TileRows)
        {
            Vector256<float> low = _smallest[feature];
            Vector256<float> high = _largest[feature];
            int lane = 0;
            for (; lane + Vector256<float>.Count <= rows; lane += Vector256<float>.Count)
            {
                var next = Vector256.Load(tile + lane);
                low = Vector256.MinNative(low, next);
                high = Vector256.MaxNative(high, next);
            }

            for (; lane < rows; lane++)
            {
                var next = Vector256.Create(tile[lane]);
                low = Vector256.MinNative(low, next);
                high = Vector256.MaxNative(high, next);
            }

            _smallest[feature] = low;
            _largest[feature] = high;
        }
    }

    /// <summary>The smallest lane: the halves are compared until one is left.</summary>
    private static float SmallestLane(Vector256<float> lanes)
    {
        var four = Vector128.MinNative(lanes.GetLower(), lanes.GetUpper());
        var two = Vector128.MinNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MinNative(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
