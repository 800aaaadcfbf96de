using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>
/// Convolution of each channel by itself, over a plane of 16 channels that padding and dilation have been written into: output p is the
/// sum over places k of the kernel of <c>plane[pixels[p] + places[k]] x weights[k]</c>. Input is assumed to be valid.
/// </summary>
internal abstract unsafe class DepthwiseKernels
{
    /// <summary>The kernels of a set.</summary>
    public static DepthwiseKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LaneDepthwiseKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LaneDepthwiseKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LaneDepthwiseKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>The outputs of 16 channels.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="pixels">Where each output begins.</param>
    /// <param name="places">The offset of each place of the kernel.</param>
    /// <param name="weights">16 weights per place.</param>
    /// <param name="weightStride">The distance between places.</param>
    /// <param name="bias">What is added, 16 numbers; null for nothing.</param>
    /// <param name="isRectified">Whether max(0, x) is stored.</param>
    /// <param name="outputs">Out: (outputs, 16).</param>
    public abstract void Convolve(
        float* plane, OffsetTable pixels, OffsetTable places, float* weights, nint weightStride, float* bias, bool isRectified, float* outputs);

    /// <summary>Adds to the gradients of the weights of 16 channels.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="pixels">Where each output begins.</param>
    /// <param name="places">The offset of each place of the kernel.</param>
    /// <param name="outputGradients">(outputs, 16).</param>
    /// <param name="gradients">16 sums per place.</param>
    /// <param name="weightStride">The distance between places.</param>
    public abstract void AddWeightGradient(
        float* plane, OffsetTable pixels, OffsetTable places, float* outputGradients, float* gradients, nint weightStride);
}
