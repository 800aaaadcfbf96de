using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>
/// Functions of values by themselves, over flat memory. Lengths are multiples of 16. Except for <see cref="Gate"/>, source and target may
/// be the same memory. NaN stays NaN. Input is assumed to be valid.
/// </summary>
internal abstract unsafe class ElementKernels
{
    /// <summary>The kernels of a set.</summary>
    public static ElementKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LaneElementKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LaneElementKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LaneElementKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>x where it is positive, slope times x elsewhere.</summary>
    public abstract void Rectify(float* x, nint length, float slope, float* y);

    /// <summary>dy where x is positive, slope times dy elsewhere.</summary>
    public abstract void RectifyGradient(float* x, float* dy, nint length, float slope, float* dx);

    /// <summary>x times the normal distribution function at x.</summary>
    public abstract void Gelu(float* x, nint length, float* y);

    /// <summary>dy times the derivative of <see cref="Gelu"/> at x.</summary>
    public abstract void GeluGradient(float* x, float* dy, nint length, float* dx);

    /// <summary>Sets values to 0 where the gate is not positive.</summary>
    public abstract void Gate(float* gate, nint length, float* values);

    /// <summary>The sums of two arrays.</summary>
    public abstract void Add(float* left, float* right, nint length, float* sums);

    /// <summary>The products of two arrays.</summary>
    public abstract void Multiply(float* left, float* right, nint length, float* products);
}
