using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>The matrices of the transforms, applied to the columns or the rows of a tile.</summary>
internal sealed unsafe partial class LaneWinogradKernels<TLanes, TVector>
{
    /// <summary>A pixel of a window, zero outside the image.</summary>
    /// <param name="source">The pixel of the window's first row in this column.</param>
    /// <param name="window">The window.</param>
    /// <param name="row">Its row.</param>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Read(float* source, in TileWindow window, int row, int column) =>
        window.Has(row, column) ? TLanes.Load(source + (row * window.RowStride)) : TLanes.Zero;

    /// <summary>B' of six vectors in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputHalf(float* source, nint stride, float* target, nint targetStride) => InputHalf(
        TLanes.Load(source),
        TLanes.Load(source + stride),
        TLanes.Load(source + (2 * stride)),
        TLanes.Load(source + (3 * stride)),
        TLanes.Load(source + (4 * stride)),
        TLanes.Load(source + (5 * stride)),
        target,
        targetStride);

    /// <summary>B' of six vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputHalf(TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, float* target, nint targetStride)
    {
        TVector four = TLanes.Create(4), five = TLanes.Create(5);
        TVector even = TLanes.MultiplySubtract(four, d2, d4), odd = TLanes.MultiplySubtract(four, d1, d3);
        TVector difference = TLanes.Subtract(d4, d2), twice = TLanes.Subtract(d3, d1);
        twice = TLanes.Add(twice, twice);
        TLanes.Store(TLanes.MultiplySubtract(five, d2, TLanes.MultiplyAdd(four, d0, d4)), target);
        TLanes.Store(TLanes.Add(even, odd), target + targetStride);
        TLanes.Store(TLanes.Subtract(even, odd), target + (2 * targetStride));
        TLanes.Store(TLanes.Add(difference, twice), target + (3 * targetStride));
        TLanes.Store(TLanes.Subtract(difference, twice), target + (4 * targetStride));
        TLanes.Store(TLanes.MultiplySubtract(five, d3, TLanes.MultiplyAdd(four, d1, d5)), target + (5 * targetStride));
    }

    /// <summary>B of six vectors, stored or added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradientHalf(float* source, nint stride, bool isAdded, float* target, nint targetStride)
    {
        TVector v0 = TLanes.Load(source), v1 = TLanes.Load(source + stride), v2 = TLanes.Load(source + (2 * stride));
        TVector v3 = TLanes.Load(source + (3 * stride)), v4 = TLanes.Load(source + (4 * stride)), v5 = TLanes.Load(source + (5 * stride));
        TVector two = TLanes.Create(2), four = TLanes.Create(4), five = TLanes.Create(5);
        TVector sum12 = TLanes.Add(v1, v2), difference12 = TLanes.Subtract(v1, v2);
        TVector sum34 = TLanes.Add(v3, v4), difference34 = TLanes.Subtract(v3, v4);
        TVector r0 = TLanes.Multiply(four, v0);
        TVector r1 = TLanes.MultiplySubtract(two, difference34, TLanes.Multiply(four, TLanes.Subtract(v5, difference12)));
        TVector r2 = TLanes.MultiplySubtract(five, v0, TLanes.MultiplySubtract(four, sum12, TLanes.Subtract(TLanes.Zero, sum34)));
        TVector r3 = TLanes.MultiplySubtract(five, v5, TLanes.MultiplyAdd(two, difference34, difference12));
        TVector r4 = TLanes.Add(v0, TLanes.Add(sum12, sum34));
        if (isAdded)
        {
            r0 = TLanes.Add(r0, TLanes.Load(target));
            r1 = TLanes.Add(r1, TLanes.Load(target + targetStride));
            r2 = TLanes.Add(r2, TLanes.Load(target + (2 * targetStride)));
            r3 = TLanes.Add(r3, TLanes.Load(target + (3 * targetStride)));
            r4 = TLanes.Add(r4, TLanes.Load(target + (4 * targetStride)));
            v5 = TLanes.Add(v5, TLanes.Load(target + (5 * targetStride)));
        }

        TLanes.Store(r0, target);
        TLanes.Store(r1, target + targetStride);
        TLanes.Store(r2, target + (2 * targetStride));
        TLanes.Store(r3, target + (3 * targetStride));
        TLanes.Store(r4, target + (4 * targetStride));
        TLanes.Store(v5, target + (5 * targetStride));
    }

    /// <summary>A of four vectors in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientHalf(float* source, nint stride, float* target, nint targetStride) => GradientHalf(
        TLanes.Load(source),
        TLanes.Load(source + stride),
        TLanes.Load(source + (2 * stride)),
        TLanes.Load(source + (3 * stride)),
        target,
        targetStride);

    /// <summary>A of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientHalf(TVector y0, TVector y1, TVector y2, TVector y3, float* target, nint targetStride)
    {
        TVector even = TLanes.Add(y0, y2), odd = TLanes.Add(y1, y3);
        TVector four = TLanes.Create(4);
        TVector evenFar = TLanes.MultiplyAdd(four, y2, y0), oddFar = TLanes.MultiplyAdd(four, y3, y1);
        oddFar = TLanes.Add(oddFar, oddFar);
        TLanes.Store(y0, target);
        TLanes.Store(TLanes.Add(even, odd), target + targetStride);
        TLanes.Store(TLanes.Subtract(even, odd), target + (2 * targetStride));
        TLanes.Store(TLanes.Add(evenFar, oddFar), target + (3 * targetStride));
        TLanes.Store(TLanes.Subtract(evenFar, oddFar), target + (4 * targetStride));
        TLanes.Store(y3, target + (5 * targetStride));
    }

    /// <summary>A' of six vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputHalf(float* source, nint stride, float* target, nint targetStride)
    {
        TVector m1 = TLanes.Load(source + stride), m2 = TLanes.Load(source + (2 * stride));
        TVector m3 = TLanes.Load(source + (3 * stride)), m4 = TLanes.Load(source + (4 * stride));
        TVector near = TLanes.Add(m1, m2), nearOdd = TLanes.Subtract(m1, m2);
        TVector far = TLanes.Add(m3, m4), farOdd = TLanes.Subtract(m3, m4);
        TLanes.Store(TLanes.Add(TLanes.Load(source), TLanes.Add(near, far)), target);
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Create(2), farOdd, nearOdd), target + targetStride);
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Create(4), far, near), target + (2 * targetStride));
        TLanes.Store(
            TLanes.Add(TLanes.MultiplyAdd(TLanes.Create(8), farOdd, nearOdd), TLanes.Load(source + (5 * stride))), target + (3 * targetStride));
    }

    /// <summary>A' of six vectors side by side, and what becomes of outputs before they are stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputRow(float* source, TVector bias, bool isRectified, float* target)
    {
        TVector m1 = TLanes.Load(source + Width), m2 = TLanes.Load(source + (2 * Width));
        TVector m3 = TLanes.Load(source + (3 * Width)), m4 = TLanes.Load(source + (4 * Width));
        TVector near = TLanes.Add(TLanes.Add(m1, m2), bias), nearOdd = TLanes.Add(TLanes.Subtract(m1, m2), bias);
        TVector far = TLanes.Add(m3, m4), farOdd = TLanes.Subtract(m3, m4);
        TVector y0 = TLanes.Add(TLanes.Load(source), TLanes.Add(near, far));
        TVector y1 = TLanes.MultiplyAdd(TLanes.Create(2), farOdd, nearOdd);
        TVector y2 = TLanes.MultiplyAdd(TLanes.Create(4), far, near);
        TVector y3 = TLanes.Add(TLanes.MultiplyAdd(TLanes.Create(8), farOdd, nearOdd), TLanes.Load(source + (5 * Width)));
        if (isRectified)
        {
            y0 = TLanes.Max(TLanes.Zero, y0);
            y1 = TLanes.Max(TLanes.Zero, y1);
            y2 = TLanes.Max(TLanes.Zero, y2);
            y3 = TLanes.Max(TLanes.Zero, y3);
        }

        TLanes.Store(y0, target);
        TLanes.Store(y1, target + Width);
        TLanes.Store(y2, target + (2 * Width));
        TLanes.Store(y3, target + (3 * Width));
    }

    /// <summary>G of three vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightHalf(float* source, nint stride, float* target, nint targetStride)
    {
        TVector g0 = TLanes.Load(source), g1 = TLanes.Load(source + stride), g2 = TLanes.Load(source + (2 * stride));
        TVector near = TLanes.Multiply(TLanes.Create(-1f / 6), TLanes.Add(g0, g2));
        TVector nearOdd = TLanes.Multiply(TLanes.Create(-1f / 6), g1);
        TVector far = TLanes.MultiplyAdd(TLanes.Create(1f / 24), g0, TLanes.Multiply(TLanes.Create(1f / 6), g2));
        TVector farOdd = TLanes.Multiply(TLanes.Create(1f / 12), g1);
        TLanes.Store(TLanes.Multiply(TLanes.Create(1f / 4), g0), target);
        TLanes.Store(TLanes.Add(near, nearOdd), target + targetStride);
        TLanes.Store(TLanes.Subtract(near, nearOdd), target + (2 * targetStride));
        TLanes.Store(TLanes.Add(far, farOdd), target + (3 * targetStride));
        TLanes.Store(TLanes.Subtract(far, farOdd), target + (4 * targetStride));
        TLanes.Store(g2, target + (5 * targetStride));
    }

    /// <summary>G' of six vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightGradientHalf(float* source, nint stride, float* target, nint targetStride)
    {
        TVector m1 = TLanes.Load(source + stride), m2 = TLanes.Load(source + (2 * stride));
        TVector m3 = TLanes.Load(source + (3 * stride)), m4 = TLanes.Load(source + (4 * stride));
        TVector sum12 = TLanes.Add(m1, m2), difference12 = TLanes.Subtract(m1, m2);
        TVector sum34 = TLanes.Add(m3, m4), difference34 = TLanes.Subtract(m3, m4);
        TVector sixth = TLanes.Create(1f / 6), twelfth = TLanes.Create(1f / 12), twentyFourth = TLanes.Create(1f / 24);
        TVector r0 = TLanes.MultiplySubtract(sixth, sum12, TLanes.Multiply(TLanes.Create(1f / 4), TLanes.Load(source)));
        TLanes.Store(TLanes.MultiplyAdd(twentyFourth, sum34, r0), target);
        TLanes.Store(TLanes.MultiplySubtract(sixth, difference12, TLanes.Multiply(twelfth, difference34)), target + targetStride);
        TLanes.Store(
            TLanes.MultiplyAdd(sixth, TLanes.Subtract(sum34, sum12), TLanes.Load(source + (5 * stride))), target + (2 * targetStride));
    }
}
