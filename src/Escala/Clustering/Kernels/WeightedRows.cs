using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Takes rows out of a tile in the form that <see cref="SumKernels"/> adds: per row the products value x weight in float32, then
/// the weight. What follows up to the stride is left as it is.
/// </summary>
internal static unsafe class WeightedRows
{
    /// <summary>Takes some rows, each to its place among all.</summary>
    /// <param name="moved">The rows to take, as a bit mask.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="weights">The 64 weights.</param>
    /// <param name="rows">Out: row-major (64, stride).</param>
    /// <param name="stride">The distance between rows, at least <paramref name="features"/> + 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take(ulong moved, float* tile, int features, float* weights, float* rows, int stride)
    {
        for (; moved != 0; moved &= moved - 1)
        {
            int lane = BitOperations.TrailingZeroCount(moved);
            float* value = tile + lane;
            float* row = rows + ((nint)lane * stride);
            for (int feature = 0; feature < features; feature++, value += RowTiles.TileRows)
            {
                row[feature] = *value * weights[lane];
            }

            row[features] = weights[lane];
        }
    }

    /// <summary>Takes all 64 rows.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="weights">The 64 weights.</param>
    /// <param name="rows">Out: row-major (64, stride).</param>
    /// <param name="stride">The distance between rows, at least <paramref name="features"/> + 1 rounded up to a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TakeAll(float* tile, int features, float* weights, float* rows, int stride)
    {
        for (int lane = 0; lane < RowTiles.TileRows; lane += 4, tile += 4, weights += 4)
        {
            Vector128<float> weight = Vector128.Load(weights);
            float* target = rows + ((nint)lane * stride);
            int feature = 0;
            for (; feature + 4 <= features; feature += 4)
            {
                float* source = tile + ((nint)feature * RowTiles.TileRows);
                Store(
                    Vector128.Load(source) * weight,
                    Vector128.Load(source + RowTiles.TileRows) * weight,
                    Vector128.Load(source + (2 * RowTiles.TileRows)) * weight,
                    Vector128.Load(source + (3 * RowTiles.TileRows)) * weight,
                    target + feature,
                    stride);
            }

            Store(
                Column(tile, feature, features, weight),
                Column(tile, feature + 1, features, weight),
                Column(tile, feature + 2, features, weight),
                Column(tile, feature + 3, features, weight),
                target + feature,
                stride);
        }
    }

    /// <summary>Four rows' products of a feature, their weights after the last feature, zeros beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Column(float* tile, int column, int features, Vector128<float> weight) =>
        column < features ? Vector128.Load(tile + ((nint)column * RowTiles.TileRows)) * weight
        : column == features ? weight
        : Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* target, int stride)
    {
        (a, b, c, d) = TileLayout.Transpose(a, b, c, d);
        a.Store(target);
        b.Store(target + stride);
        c.Store(target + (2 * (nint)stride));
        d.Store(target + (3 * (nint)stride));
    }
}
