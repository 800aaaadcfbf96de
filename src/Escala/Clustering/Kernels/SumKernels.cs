using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Adds rows to the fixed-point sums of the clusters that they join and takes them from the sums of those that they leave. Every
/// implementation rounds a term exactly as <see cref="FixedPoint.Round"/>. Input is assumed to be valid: terms within the bounds
/// that the scales were made for.
/// </summary>
internal abstract unsafe class SumKernels
{
    /// <summary>The sums of a cluster and the values of a row are padded to a multiple of this.</summary>
    public const int StrideUnit = 8;

    /// <summary>The kernels of a set.</summary>
    public static SumKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new Avx512SumKernels(),
        KernelSet.Avx2 => new Avx2SumKernels(),
        _ => new PortableSumKernels(),
    };

    /// <summary>Moves rows of a tile between clusters.</summary>
    /// <param name="moved">The rows that move, as a bit mask.</param>
    /// <param name="from">The cluster that each of the 64 rows leaves; none where it is not below <paramref name="clusterCount"/>.</param>
    /// <param name="to">The cluster that each row joins.</param>
    /// <param name="rows">Row-major (64, stride): value x weight of each feature, then the weight, then zeros.</param>
    /// <param name="scales">The fixed-point scale of each column, <paramref name="stride"/> of them.</param>
    /// <param name="stride">The number of columns, a multiple of <see cref="StrideUnit"/>.</param>
    /// <param name="totals">Row-major (clusters, stride): the sums.</param>
    /// <param name="clusterCount">The number of clusters.</param>
    public abstract void Move(
        ulong moved, int* from, int* to, float* rows, double* scales, int stride, long* totals, int clusterCount);
}
