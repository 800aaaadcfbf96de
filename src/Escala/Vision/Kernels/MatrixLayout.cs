using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>Moves matrices; no value changes, so that all sets use the same instructions.</summary>
internal static unsafe class MatrixLayout
{
    /// <summary>Writes a matrix with rows and columns exchanged.</summary>
    /// <param name="source">Row-major (rows, stride).</param>
    /// <param name="sourceStride">The distance between rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="target">Out: row-major (columns, stride).</param>
    /// <param name="targetStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4, source += 4 * sourceStride)
        {
            float* to = target + row;
            int column = 0;
            for (; column + 4 <= columns; column += 4, to += 4 * targetStride)
            {
                float* from = source + column;
                (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = TileLayout.Transpose(
                    Vector128.Load(from),
                    Vector128.Load(from + sourceStride),
                    Vector128.Load(from + (2 * sourceStride)),
                    Vector128.Load(from + (3 * sourceStride)));
                a.Store(to);
                b.Store(to + targetStride);
                c.Store(to + (2 * targetStride));
                d.Store(to + (3 * targetStride));
            }

            for (; column < columns; column++, to += targetStride)
            {
                for (int i = 0; i < 4; i++)
                {
                    to[i] = source[(i * sourceStride) + column];
                }
            }
        }

        for (; row < rows; row++, source += sourceStride)
        {
            for (int column = 0; column < columns; column++)
            {
                target[(column * targetStride) + row] = source[column];
            }
        }
    }

    /// <summary>Copies rows of a matrix close together, where their distance would keep them from sharing a cache.</summary>
    /// <param name="source">Row-major (rows, stride).</param>
    /// <param name="sourceStride">The distance between rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="target">Out: row-major (rows, stride).</param>
    /// <param name="targetStride">The distance between its rows.</param>
    public static void Pack(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (int row = 0; row < rows; row++, source += sourceStride, target += targetStride)
        {
            new ReadOnlySpan<float>(source, columns).CopyTo(new Span<float>(target, columns));
        }
    }
}
