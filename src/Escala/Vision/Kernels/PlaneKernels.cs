using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>
/// Sums and scaling per channel, over the pixels of a plane of 16 channels. Sums over a plane are float32 in eight chains; who adds planes up
/// does so in double. Input is assumed to be valid: at least one pixel.
/// </summary>
internal abstract unsafe class PlaneKernels
{
    /// <summary>The kernels of a set.</summary>
    public static PlaneKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LanePlaneKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LanePlaneKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LanePlaneKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>The sum per channel.</summary>
    /// <param name="plane">(pixels, 16).</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="sums">Out: 16 sums.</param>
    public abstract void Sum(float* plane, nint pixels, float* sums);

    /// <summary>The sum per channel of (plane - mean) x (other - otherMean).</summary>
    /// <param name="plane">(pixels, 16).</param>
    /// <param name="mean">16 numbers.</param>
    /// <param name="other">(pixels, 16); may be the same plane.</param>
    /// <param name="otherMean">16 numbers.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="sums">Out: 16 sums.</param>
    public abstract void SumProducts(float* plane, float* mean, float* other, float* otherMean, nint pixels, float* sums);

    /// <summary>(plane - mean) x scale + shift, per channel.</summary>
    /// <param name="plane">(pixels, 16).</param>
    /// <param name="mean">16 numbers.</param>
    /// <param name="scale">16 numbers.</param>
    /// <param name="shift">16 numbers.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="target">Out: (pixels, 16).</param>
    public abstract void Scale(float* plane, float* mean, float* scale, float* shift, nint pixels, float* target);

    /// <summary>gradient x scale + (plane - mean) x slope + shift, per channel.</summary>
    /// <param name="gradient">(pixels, 16).</param>
    /// <param name="scale">16 numbers.</param>
    /// <param name="plane">(pixels, 16).</param>
    /// <param name="mean">16 numbers.</param>
    /// <param name="slope">16 numbers.</param>
    /// <param name="shift">16 numbers.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="target">Out: (pixels, 16).</param>
    public abstract void Combine(
        float* gradient, float* scale, float* plane, float* mean, float* slope, float* shift, nint pixels, float* target);
}
