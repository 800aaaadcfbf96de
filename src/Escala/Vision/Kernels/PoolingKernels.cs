using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>Pooling of a plane of 16 channels. Input is assumed to be valid: every window has a pixel of the image.</summary>
internal abstract unsafe class PoolingKernels
{
    /// <summary>The kernels of a set.</summary>
    public static PoolingKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LanePoolingKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LanePoolingKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LanePoolingKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>The largest value of each window, of equal ones the first.</summary>
    /// <param name="plane">(H, W, 16).</param>
    /// <param name="shape">The windows.</param>
    /// <param name="outputs">Out: (H', W', 16).</param>
    /// <param name="places">Out: which place within the image's part of its window it is, counted by rows; float32, laid out likewise.</param>
    public abstract void Max(float* plane, PoolingShape shape, float* outputs, float* places);

    /// <summary>The gradient of <see cref="Max"/>.</summary>
    /// <param name="outputGradients">(H', W', 16).</param>
    /// <param name="places">As <see cref="Max"/> wrote them.</param>
    /// <param name="gate">(H', W', 16): where it is not positive there is no gradient; null for no gate.</param>
    /// <param name="shape">The windows.</param>
    /// <param name="gradients">Out: (H, W, 16).</param>
    public abstract void MaxGradient(float* outputGradients, float* places, float* gate, PoolingShape shape, float* gradients);

    /// <summary>The mean of each window; padding counts as zeros.</summary>
    /// <param name="plane">(H, W, 16).</param>
    /// <param name="shape">The windows.</param>
    /// <param name="outputs">Out: (H', W', 16).</param>
    public abstract void Average(float* plane, PoolingShape shape, float* outputs);

    /// <summary>The gradient of <see cref="Average"/>.</summary>
    /// <param name="outputGradients">(H', W', 16).</param>
    /// <param name="shape">The windows.</param>
    /// <param name="gradients">Out: (H, W, 16).</param>
    public abstract void AverageGradient(float* outputGradients, PoolingShape shape, float* gradients);
}
