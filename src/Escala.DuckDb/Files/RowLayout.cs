using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;

namespace Escala.DuckDb.Files;

/// <summary>
/// Turns columns into row-major rows, four rows and up to four columns at a time. Columns that are left over are met by a last
/// block that overlaps the one before.
/// </summary>
internal static unsafe class RowLayout
{
    /// <summary>Writes rows.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="start">The first row to take of each.</param>
    /// <param name="features">The number of columns, at least 1.</param>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <param name="rows">Row-major (count, features).</param>
    public static void FromColumns(float** columns, int start, int features, int count, float* rows)
    {
        // Three values are written four at a time: what is too much belongs to the next row, so that there must be one.
        int whole = (features == 3 ? count - 1 : count) / 4 * 4;
        switch (features)
        {
            case 1:
                whole = count;
                new ReadOnlySpan<float>(columns[0] + start, count).CopyTo(new Span<float>(rows, count));
                break;
            case 2:
                Pairs(columns[0] + start, columns[1] + start, whole, rows);
                break;
            case 3:
                Triples(columns[0] + start, columns[1] + start, columns[2] + start, whole, rows);
                break;
            default:
                BlocksOf4(columns, start, features, whole, rows);
                break;
        }

        for (int row = whole; row < count; row++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                rows[((nint)row * features) + feature] = columns[feature][start + row];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pairs(float* a, float* b, int count, float* rows)
    {
        for (int row = 0; row < count; row += 4)
        {
            Vector128<float> first = Vector128.Load(a + row), second = Vector128.Load(b + row);
            Sse.UnpackLow(first, second).Store(rows + (2 * (nint)row));
            Sse.UnpackHigh(first, second).Store(rows + (2 * (nint)row) + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triples(float* a, float* b, float* c, int count, float* rows)
    {
        for (int row = 0; row < count; row += 4, rows += 12)
        {
            Vector128<float> last = Vector128.Load(c + row);
            Store(TileLayout.Transpose(Vector128.Load(a + row), Vector128.Load(b + row), last, last), rows, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlocksOf4(float** columns, int start, int features, int count, float* rows)
    {
        for (int block = 0; block < features; block += 4)
        {
            int feature = Math.Min(block, features - 4);
            float* a = columns[feature] + start, b = columns[feature + 1] + start;
            float* c = columns[feature + 2] + start, d = columns[feature + 3] + start;
            float* target = rows + feature;
            for (int row = 0; row < count; row += 4, target += 4 * (nint)features)
            {
                Store(
                    TileLayout.Transpose(Vector128.Load(a + row), Vector128.Load(b + row), Vector128.Load(c + row), Vector128.Load(d + row)),
                    target,
                    features);
            }
        }
    }

    /// <summary>Writes four rows' values, the first row first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) values, float* target, nint stride)
    {
        values.A.Store(target);
        values.B.Store(target + stride);
        values.C.Store(target + (2 * stride));
        values.D.Store(target + (3 * stride));
    }
}
