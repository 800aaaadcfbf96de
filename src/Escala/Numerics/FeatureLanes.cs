using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Data;

namespace Escala.Numerics;

/// <summary>
/// One thread's sums over tiles, a sum per feature. They stay in vector lanes from tile to tile, so that tiles are read in the
/// order of the memory and nothing is reduced to single numbers before the end.
/// </summary>
/// <param name="bounds">Per feature an upper bound of |term|.</param>
/// <param name="count">The rows of all ranks.</param>
internal sealed unsafe class FeatureLanes(double[] bounds, long count)
{
    private readonly ExactSum[] _sums = [.. bounds.Select(bound => new ExactSum(bound, count))];
    private readonly ExactLanes[] _lanes = Padded(bounds, count);
    private long _terms;

    /// <summary>The sums so far.</summary>
    public ExactSum[] Sums()
    {
        ExactSum[] sums = [.. _sums];
        for (int feature = 0; feature < sums.Length; feature++)
        {
            sums[feature].Take(_lanes[feature + 1], _terms);
        }

        return sums;
    }

    /// <summary>Adds the values of a chunk.</summary>
    /// <param name="segment">The rows.</param>
    /// <param name="chunk">Which of them.</param>
    public void Add(TileSegment segment, TileChunk chunk)
    {
        int whole = WholeTiles(segment, chunk);
        for (int tile = 0; tile < whole; tile++)
        {
            Add(segment.Tile(chunk.FirstTile + tile));
        }

        _terms += (long)whole * RowTiles.TileRows;
        for (int feature = 0; feature < _sums.Length && whole < chunk.TileCount; feature++)
        {
            _sums[feature].AddRange(segment.Lanes(chunk.FirstTile + whole, feature));
        }
    }

    /// <summary>Moves and scales a chunk in place, and adds what comes of it to these sums and its squares to others.</summary>
    /// <param name="segment">The rows.</param>
    /// <param name="chunk">Which of them.</param>
    /// <param name="scaler">How to move and scale.</param>
    /// <param name="squares">Takes the squares, in double precision, where a float32's square is exact.</param>
    public void ScaleAndAdd(TileSegment segment, TileChunk chunk, FeatureScaler scaler, FeatureLanes squares)
    {
        int whole = WholeTiles(segment, chunk);
        for (int tile = 0; tile < whole; tile++)
        {
            ScaleAndAdd(segment.Tile(chunk.FirstTile + tile), scaler.Offsets, scaler.Factors, squares);
        }

        _terms += (long)whole * RowTiles.TileRows;
        squares._terms = _terms;
        for (int feature = 0; feature < _sums.Length && whole < chunk.TileCount; feature++)
        {
            Span<float> lanes = segment.Lanes(chunk.FirstTile + whole, feature);
            LaneScaling.Apply(lanes, scaler.Offsets[feature], scaler.Factors[feature]);
            _sums[feature].AddRange(lanes);
            squares._sums[feature].AddSquares(lanes);
        }
    }

    /// <summary>An element more at both ends: threads that write to lanes in one cache line wait for each other at every tile.</summary>
    private static ExactLanes[] Padded(double[] bounds, long count)
    {
        var lanes = new ExactLanes[bounds.Length + 2];
        for (int feature = 0; feature < bounds.Length; feature++)
        {
            lanes[feature + 1] = new ExactSum(bounds[feature], count).Lanes();
        }

        return lanes;
    }

    /// <summary>The tiles of a chunk that are full of rows; at most the last one is not.</summary>
    private static int WholeTiles(TileSegment segment, TileChunk chunk) =>
        Math.Min(chunk.TileCount, (segment.RowCount / RowTiles.TileRows) - chunk.FirstTile);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(float* values)
    {
        for (int feature = 1; feature <= _sums.Length; feature++, values += RowTiles.TileRows)
        {
            ExactLanes lanes = _lanes[feature];
            for (int lane = 0; lane < RowTiles.TileRows; lane += Vector256<float>.Count)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(values + lane));
                lanes.Add(low);
                lanes.Add(high);
            }

            _lanes[feature] = lanes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScaleAndAdd(float* values, float[] offsets, float[] factors, FeatureLanes squares)
    {
        for (int feature = 1; feature <= _sums.Length; feature++, values += RowTiles.TileRows)
        {
            ExactLanes sum = _lanes[feature];
            ExactLanes square = squares._lanes[feature];
            var offset = Vector256.Create(offsets[feature - 1]);
            var factor = Vector256.Create(factors[feature - 1]);
            for (int lane = 0; lane < RowTiles.TileRows; lane += Vector256<float>.Count)
            {
                Vector256<float> scaled = (Vector256.Load(values + lane) - offset) * factor;
                scaled.Store(values + lane);
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(scaled);
                sum.Add(low);
                sum.Add(high);
                square.Add(low * low);
                square.Add(high * high);
            }

            _lanes[feature] = sum;
            squares._lanes[feature] = square;
        }
    }
}
