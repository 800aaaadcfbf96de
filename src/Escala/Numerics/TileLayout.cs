using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Escala.Numerics;

/// <summary>
/// Turns row-major rows into tiles. Values are only moved, so that any instructions give the same result; the methods therefore
/// take the widest there are. Features that are left over when a block does not divide them are met by a last block that
/// overlaps the one before.
/// </summary>
internal static unsafe class TileLayout
{
    private const int Rows = RowTiles.TileRows;

    /// <summary>Writes the rows of one tile and fills the lanes after the last row with zeros.</summary>
    /// <param name="rows">All rows, row-major (rowCount, features).</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="tile">Which tile: it begins with row tile x 64.</param>
    /// <param name="target">Room for the tile, aligned to 64 bytes.</param>
    public static void FromRows(float* rows, int rowCount, int features, int tile, float* target)
    {
        float* first = rows + ((nint)tile * Rows * features);
        int count = Math.Min(Rows, rowCount - (tile * Rows));

        // Three features are loaded four at a time, which must not reach beyond the last row.
        bool reachesBeyond = features == 3 && (tile + 1) * Rows == rowCount;
        if (count == Rows && !reachesBeyond)
        {
            WholeTile(first, features, target);
        }
        else
        {
            PartialTile(first, count, features, target);
        }
    }

    /// <summary>Writes a tile as rows.</summary>
    /// <param name="tile">A tile.</param>
    /// <param name="features">The number of features, at least 16.</param>
    /// <param name="rows">Out: row-major (64, stride).</param>
    /// <param name="stride">The distance between rows, at least <paramref name="features"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(float* tile, int features, float* rows, nint stride)
    {
        for (int lane = 0; lane < Rows; lane += 16)
        {
            for (int start = 0; start < features; start += 16)
            {
                int feature = Math.Min(start, features - 16);
                float* source = tile + ((nint)feature * Rows) + lane;
                float* target = rows + (lane * stride) + feature;
                if (Avx512F.IsSupported)
                {
                    BlockOf16(source, Rows, target, stride);
                }
                else
                {
                    BlockOf16By4(source, target, stride);
                }
            }
        }
    }

    private static void WholeTile(float* rows, int features, float* tile)
    {
        switch (features)
        {
            case 1:
                new ReadOnlySpan<float>(rows, Rows).CopyTo(new Span<float>(tile, Rows));
                break;
            case 2:
                Pairs(rows, tile);
                break;
            case 3:
                Triples(rows, tile);
                break;
            case >= 16 when Avx512F.IsSupported:
                BlocksOf16(rows, features, tile);
                break;
            default:
                BlocksOf4(rows, features, tile);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PartialTile(float* rows, int count, int features, float* tile)
    {
        for (int feature = 0; feature < features; feature++)
        {
            float* lanes = tile + ((nint)feature * Rows);
            for (int lane = 0; lane < count; lane++)
            {
                lanes[lane] = rows[((nint)lane * features) + feature];
            }

            new Span<float>(lanes + count, Rows - count).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pairs(float* rows, float* tile)
    {
        for (int lane = 0; lane < Rows; lane += 4)
        {
            Vector128<float> low = Vector128.Load(rows + (2 * lane));
            Vector128<float> high = Vector128.Load(rows + (2 * lane) + 4);
            Sse.Shuffle(low, high, 0b10_00_10_00).Store(tile + lane);
            Sse.Shuffle(low, high, 0b11_01_11_01).Store(tile + Rows + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triples(float* rows, float* tile)
    {
        for (int lane = 0; lane < Rows; lane += 4)
        {
            (Vector128<float> a, Vector128<float> b, Vector128<float> c, _) = Transpose(
                Vector128.Load(rows + (3 * lane)),
                Vector128.Load(rows + (3 * lane) + 3),
                Vector128.Load(rows + (3 * lane) + 6),
                Vector128.Load(rows + (3 * lane) + 9));
            a.Store(tile + lane);
            b.Store(tile + Rows + lane);
            c.Store(tile + (2 * Rows) + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlocksOf4(float* rows, int features, float* tile)
    {
        for (int lane = 0; lane < Rows; lane += 4, rows += 4 * (nint)features)
        {
            for (int start = 0; start < features; start += 4)
            {
                int feature = Math.Min(start, features - 4);
                float* source = rows + feature;
                (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Transpose(
                    Vector128.Load(source),
                    Vector128.Load(source + features),
                    Vector128.Load(source + (2 * (nint)features)),
                    Vector128.Load(source + (3 * (nint)features)));
                float* target = tile + ((nint)feature * Rows) + lane;
                a.Store(target);
                b.Store(target + Rows);
                c.Store(target + (2 * Rows));
                d.Store(target + (3 * Rows));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlocksOf16(float* rows, int features, float* tile)
    {
        for (int lane = 0; lane < Rows; lane += 16, rows += 16 * (nint)features)
        {
            for (int start = 0; start < features; start += 16)
            {
                int feature = Math.Min(start, features - 16);
                BlockOf16(rows + feature, features, tile + ((nint)feature * Rows) + lane, Rows);
            }
        }
    }

    /// <summary>Transposes 16 x 16 values: within each 128 bits first, then the 128-bit parts between the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlockOf16(float* source, nint stride, float* target, nint targetStride)
    {
        (Vector512<float> a0, Vector512<float> a1, Vector512<float> a2, Vector512<float> a3) = Quarters(source, stride);
        (Vector512<float> b0, Vector512<float> b1, Vector512<float> b2, Vector512<float> b3) = Quarters(source + (4 * stride), stride);
        (Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3) = Quarters(source + (8 * stride), stride);
        (Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3) = Quarters(source + (12 * stride), stride);
        Join(a0, b0, c0, d0, target, targetStride);
        Join(a1, b1, c1, d1, target + targetStride, targetStride);
        Join(a2, b2, c2, d2, target + (2 * targetStride), targetStride);
        Join(a3, b3, c3, d3, target + (3 * targetStride), targetStride);
    }

    /// <summary>The same from a tile, in blocks of 4 x 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlockOf16By4(float* source, float* target, nint targetStride)
    {
        for (int line = 0; line < 16; line += 4)
        {
            for (int column = 0; column < 16; column += 4)
            {
                float* from = source + (line * Rows) + column;
                (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Transpose(
                    Vector128.Load(from), Vector128.Load(from + Rows), Vector128.Load(from + (2 * Rows)), Vector128.Load(from + (3 * Rows)));
                float* to = target + (column * targetStride) + line;
                a.Store(to);
                b.Store(to + targetStride);
                c.Store(to + (2 * targetStride));
                d.Store(to + (3 * targetStride));
            }
        }
    }

    /// <summary>Four rows of 16 values: the result's register i holds, in 128-bit part p, the four rows' values 4p + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Q0, Vector512<float> Q1, Vector512<float> Q2, Vector512<float> Q3) Quarters(
        float* source, nint stride)
    {
        Vector512<float> row0 = Vector512.Load(source), row1 = Vector512.Load(source + stride);
        Vector512<float> row2 = Vector512.Load(source + (2 * stride)), row3 = Vector512.Load(source + (3 * stride));
        Vector512<double> low01 = Avx512F.UnpackLow(row0, row1).AsDouble(), high01 = Avx512F.UnpackHigh(row0, row1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(row2, row3).AsDouble(), high23 = Avx512F.UnpackHigh(row2, row3).AsDouble();
        return (
            Avx512F.UnpackLow(low01, low23).AsSingle(),
            Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(),
            Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Writes every fourth of 16 lines of the result from the parts of the four registers each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* target, nint stride)
    {
        Vector512<float> abLow = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00), abHigh = Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        Vector512<float> cdLow = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00), cdHigh = Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        Avx512F.Shuffle4x128(abLow, cdLow, 0b10_00_10_00).Store(target);
        Avx512F.Shuffle4x128(abLow, cdLow, 0b11_01_11_01).Store(target + (4 * stride));
        Avx512F.Shuffle4x128(abHigh, cdHigh, 0b10_00_10_00).Store(target + (8 * stride));
        Avx512F.Shuffle4x128(abHigh, cdHigh, 0b11_01_11_01).Store(target + (12 * stride));
    }

    /// <summary>Transposes 4 x 4 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) Transpose(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        return (
            Sse.MoveLowToHigh(abLow, cdLow),
            Sse.MoveHighToLow(cdLow, abLow),
            Sse.MoveLowToHigh(abHigh, cdHigh),
            Sse.MoveHighToLow(cdHigh, abHigh));
    }
}
