using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Squared Euclidean distances in double precision between 16 rows, which stand in lanes, and points. Each distance is one chain
/// of fused multiply-adds over the features in their order, so that its bits depend neither on the CPU nor on the neighbours.
/// Differences are squared, instead of |x|^2 + |y|^2 - 2 x.y, because the latter loses what small distances far from the origin
/// are made of. Input is assumed to be valid.
/// </summary>
internal static unsafe class PointDistances
{
    /// <summary>The rows that are taken at a time.</summary>
    public const int Lanes = 16;

    private const int Width = 4;

    /// <summary>Computes the squared distances of 16 rows to some points.</summary>
    /// <param name="rows">The rows in lanes: value of row r, feature j at <c>[j * 16 + r]</c>.</param>
    /// <param name="points">Row-major (count, features).</param>
    /// <param name="count">The number of points.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="squared">Out: of row r to point p at <c>[p * 16 + r]</c>.</param>
    /// <remarks>Two points at a time by four vectors of rows: eight accumulators stay in registers on any CPU with AVX2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Squared(double* rows, double* points, int count, int features, double* squared)
    {
        int point = 0;
        for (; point + 2 <= count; point += 2, points += 2 * features, squared += 2 * Lanes)
        {
            Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
            Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
            double* x = rows;
            for (int feature = 0; feature < features; feature++, x += Lanes)
            {
                Vector256<double> x0 = Vector256.Load(x), x1 = Vector256.Load(x + Width);
                Vector256<double> x2 = Vector256.Load(x + (2 * Width)), x3 = Vector256.Load(x + (3 * Width));
                var p = Vector256.Create(points[feature]);
                a0 = AddSquare(a0, x0 - p);
                a1 = AddSquare(a1, x1 - p);
                a2 = AddSquare(a2, x2 - p);
                a3 = AddSquare(a3, x3 - p);
                p = Vector256.Create(points[features + feature]);
                b0 = AddSquare(b0, x0 - p);
                b1 = AddSquare(b1, x1 - p);
                b2 = AddSquare(b2, x2 - p);
                b3 = AddSquare(b3, x3 - p);
            }

            Store(squared, a0, a1, a2, a3);
            Store(squared + Lanes, b0, b1, b2, b3);
        }

        if (point < count)
        {
            SquaredToOne(rows, points, features, squared);
        }
    }

    /// <summary>Adds the square roots of distances, row by row and in the order of the points.</summary>
    /// <param name="squared">Squared distances as <see cref="Squared"/> writes them.</param>
    /// <param name="count">The number of points, at least 1.</param>
    /// <param name="sums">16 sums, one per row; added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDistances(double* squared, int count, double* sums)
    {
        Vector256<double> s0 = Vector256.Load(sums), s1 = Vector256.Load(sums + Width);
        Vector256<double> s2 = Vector256.Load(sums + (2 * Width)), s3 = Vector256.Load(sums + (3 * Width));
        for (int point = 0; point < count; point++, squared += Lanes)
        {
            s0 += Vector256.Sqrt(Vector256.Load(squared));
            s1 += Vector256.Sqrt(Vector256.Load(squared + Width));
            s2 += Vector256.Sqrt(Vector256.Load(squared + (2 * Width)));
            s3 += Vector256.Sqrt(Vector256.Load(squared + (3 * Width)));
        }

        Store(sums, s0, s1, s2, s3);
    }

    /// <summary>Puts rows into lanes, 16 at a time: those after the last repeat it.</summary>
    /// <param name="rows">Row-major (count, features).</param>
    /// <param name="count">The number of rows, 1 to 16.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="lanes">Out: as <see cref="Squared"/> reads them.</param>
    public static void ToLanes(double* rows, int count, int features, double* lanes)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double* row = rows + ((nint)Math.Min(lane, count - 1) * features);
            for (int feature = 0; feature < features; feature++)
            {
                lanes[(feature * Lanes) + lane] = row[feature];
            }
        }
    }

    /// <summary>Puts 16 rows of a tile of 64 into lanes.</summary>
    /// <param name="tile">The tile, from the first of the 16 rows on.</param>
    /// <param name="unit">What every value is multiplied by.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="lanes">Out: as <see cref="Squared"/> reads them.</param>
    public static void ToLanes(float* tile, double unit, int features, double* lanes)
    {
        for (int feature = 0; feature < features; feature++, tile += RowTiles.TileRows, lanes += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                lanes[lane] = tile[lane] * unit;
            }
        }
    }

    private static void SquaredToOne(double* rows, double* point, int features, double* squared)
    {
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        for (int feature = 0; feature < features; feature++, rows += Lanes)
        {
            var p = Vector256.Create(point[feature]);
            a0 = AddSquare(a0, Vector256.Load(rows) - p);
            a1 = AddSquare(a1, Vector256.Load(rows + Width) - p);
            a2 = AddSquare(a2, Vector256.Load(rows + (2 * Width)) - p);
            a3 = AddSquare(a3, Vector256.Load(rows + (3 * Width)) - p);
        }

        Store(squared, a0, a1, a2, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> AddSquare(Vector256<double> sum, Vector256<double> difference) =>
        Vector256.FusedMultiplyAdd(difference, difference, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        double* target, Vector256<double> v0, Vector256<double> v1, Vector256<double> v2, Vector256<double> v3)
    {
        v0.Store(target);
        v1.Store(target + Width);
        v2.Store(target + (2 * Width));
        v3.Store(target + (3 * Width));
    }
}
