using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>Sums and scaling per channel.</summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe class LanePlaneKernels<TLanes, TVector> : PlaneKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Width = ChannelBlocks.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sum(float* plane, nint pixels, float* sums)
    {
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            TVector a = TLanes.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            float* x = plane + lane;
            nint pixel = 0;
            for (; pixel + 8 <= pixels; pixel += 8, x += 8 * Width)
            {
                a = TLanes.Add(a, TLanes.Load(x));
                b = TLanes.Add(b, TLanes.Load(x + Width));
                c = TLanes.Add(c, TLanes.Load(x + (2 * Width)));
                d = TLanes.Add(d, TLanes.Load(x + (3 * Width)));
                e = TLanes.Add(e, TLanes.Load(x + (4 * Width)));
                f = TLanes.Add(f, TLanes.Load(x + (5 * Width)));
                g = TLanes.Add(g, TLanes.Load(x + (6 * Width)));
                h = TLanes.Add(h, TLanes.Load(x + (7 * Width)));
            }

            for (; pixel < pixels; pixel++, x += Width)
            {
                a = TLanes.Add(a, TLanes.Load(x));
            }

            a = TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d));
            e = TLanes.Add(TLanes.Add(e, f), TLanes.Add(g, h));
            TLanes.Store(TLanes.Add(a, e), sums + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumProducts(float* plane, float* mean, float* other, float* otherMean, nint pixels, float* sums)
    {
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            TVector middle = TLanes.Load(mean + lane), otherMiddle = TLanes.Load(otherMean + lane);
            TVector a = TLanes.Zero, b = a, c = a, d = a;
            float* x = plane + lane;
            float* y = other + lane;
            nint pixel = 0;
            for (; pixel + 4 <= pixels; pixel += 4, x += 4 * Width, y += 4 * Width)
            {
                a = AddProduct(x, middle, y, otherMiddle, a);
                b = AddProduct(x + Width, middle, y + Width, otherMiddle, b);
                c = AddProduct(x + (2 * Width), middle, y + (2 * Width), otherMiddle, c);
                d = AddProduct(x + (3 * Width), middle, y + (3 * Width), otherMiddle, d);
            }

            for (; pixel < pixels; pixel++, x += Width, y += Width)
            {
                a = AddProduct(x, middle, y, otherMiddle, a);
            }

            TLanes.Store(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), sums + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float* plane, float* mean, float* scale, float* shift, nint pixels, float* target)
    {
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            TVector middle = TLanes.Load(mean + lane), factor = TLanes.Load(scale + lane), added = TLanes.Load(shift + lane);
            for (nint i = lane; i < pixels * Width; i += Width)
            {
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Subtract(TLanes.Load(plane + i), middle), factor, added), target + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Combine(
        float* gradient, float* scale, float* plane, float* mean, float* slope, float* shift, nint pixels, float* target)
    {
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            TVector middle = TLanes.Load(mean + lane), factor = TLanes.Load(scale + lane);
            TVector steepness = TLanes.Load(slope + lane), added = TLanes.Load(shift + lane);
            for (nint i = lane; i < pixels * Width; i += Width)
            {
                TVector rest = TLanes.MultiplyAdd(TLanes.Subtract(TLanes.Load(plane + i), middle), steepness, added);
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(gradient + i), factor, rest), target + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddProduct(float* x, TVector mean, float* y, TVector otherMean, TVector sum) =>
        TLanes.MultiplyAdd(TLanes.Subtract(TLanes.Load(x), mean), TLanes.Subtract(TLanes.Load(y), otherMean), sum);
}
