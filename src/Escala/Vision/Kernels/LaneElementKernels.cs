using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>Functions of values by themselves.</summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe class LaneElementKernels<TLanes, TVector> : ElementKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rectify(float* x, nint length, float slope, float* y)
    {
        TVector factor = TLanes.Create(slope);
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TVector value = TLanes.Load(x + i);

            // 0 times an infinite value would be NaN.
            TVector below = slope == 0 ? TLanes.Max(TLanes.Zero, value) : TLanes.Multiply(factor, value);
            TLanes.Store(TLanes.SelectGreater(value, TLanes.Zero, value, below), y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RectifyGradient(float* x, float* dy, nint length, float slope, float* dx)
    {
        TVector factor = TLanes.Create(slope);
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TVector gradient = TLanes.Load(dy + i);
            TVector below = slope == 0 ? TLanes.Zero : TLanes.Multiply(factor, gradient);
            TLanes.Store(TLanes.SelectGreater(TLanes.Load(x + i), TLanes.Zero, gradient, below), dx + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gelu(float* x, nint length, float* y)
    {
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TVector value = TLanes.Load(x + i);
            TLanes.Store(TLanes.Multiply(value, NormalDistribution(value, Bell(value))), y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GeluGradient(float* x, float* dy, nint length, float* dx)
    {
        // The normal density is the bell over the root of 2 pi.
        TVector height = TLanes.Create(0.398942280401432678f);
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TVector value = TLanes.Load(x + i);
            TVector bell = Bell(value);
            TVector slope = TLanes.MultiplyAdd(value, TLanes.Multiply(height, bell), NormalDistribution(value, bell));
            TLanes.Store(TLanes.Multiply(TLanes.Load(dy + i), slope), dx + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gate(float* gate, nint length, float* values)
    {
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TLanes.Store(TLanes.SelectGreater(TLanes.Load(gate + i), TLanes.Zero, TLanes.Load(values + i), TLanes.Zero), values + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(float* left, float* right, nint length, float* sums)
    {
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TLanes.Store(TLanes.Add(TLanes.Load(left + i), TLanes.Load(right + i)), sums + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* left, float* right, nint length, float* products)
    {
        for (nint i = 0; i < length; i += TLanes.Width)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(left + i), TLanes.Load(right + i)), products + i);
        }
    }

    /// <summary>e to the power -x^2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Bell(TVector x) => TLanes.Exp(TLanes.Multiply(TLanes.Create(-0.5f), TLanes.Multiply(x, x)));

    /// <summary>
    /// The normal distribution function, within 1e-7: formula 26.2.17 of Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NormalDistribution(TVector x, TVector bell)
    {
        TVector one = TLanes.Create(1);
        TVector size = TLanes.Max(TLanes.Subtract(TLanes.Zero, x), x);
        TVector t = TLanes.Divide(one, TLanes.MultiplyAdd(TLanes.Create(0.2316419f), size, one));
        TVector sum = TLanes.MultiplyAdd(TLanes.Create(1.330274429f), t, TLanes.Create(-1.821255978f));
        sum = TLanes.MultiplyAdd(sum, t, TLanes.Create(1.781477937f));
        sum = TLanes.MultiplyAdd(sum, t, TLanes.Create(-0.356563782f));
        sum = TLanes.MultiplyAdd(sum, t, TLanes.Create(0.319381530f));
        TVector tail = TLanes.Multiply(TLanes.Multiply(TLanes.Create(0.398942280401432678f), bell), TLanes.Multiply(sum, t));
        return TLanes.SelectGreater(x, TLanes.Zero, TLanes.Subtract(one, tail), tail);
    }
}
