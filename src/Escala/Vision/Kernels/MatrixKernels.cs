using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>
/// Products of matrices. Each element is one chain of multiply-adds over the steps in their order, so that neither its row nor the
/// number of threads changes it. Sets differ in rounding where they cannot fuse. Input is assumed to be valid.
/// </summary>
internal abstract unsafe class MatrixKernels
{
    /// <summary>The kernels of a set.</summary>
    public static MatrixKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LaneMatrixKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LaneMatrixKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LaneMatrixKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>Multiplies on the calling thread.</summary>
    public abstract void Multiply(in MatrixProduct product);
}
