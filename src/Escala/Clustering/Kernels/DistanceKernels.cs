using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The distance kernels of K-means over tiles of 64 rows. Every implementation gives the same bits: each distance is one chain
/// of fused multiply-adds over the features in their order, and of equal distances the lowest centroid wins. Input is assumed to
/// be valid: 64-byte aligned tiles of finite values, at least one feature and one centroid.
/// </summary>
internal abstract unsafe class DistanceKernels
{
    /// <summary>The kernels of a set.</summary>
    public static DistanceKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new Avx512DistanceKernels(),
        KernelSet.Avx2 => new Avx2DistanceKernels(),
        _ => new PortableDistanceKernels(),
    };

    /// <summary>
    /// The nearest centroid of each row: the smallest |c|^2 - 2 x.c, where the chain starts at |c|^2 and adds x_j * (-2 c_j).
    /// </summary>
    /// <param name="tiles">Consecutive tiles.</param>
    /// <param name="tileCount">How many.</param>
    /// <param name="panel">The centroids.</param>
    /// <param name="nearest">Out: |c|^2 - 2 x.c of the nearest centroid, 64 per tile; add |x|^2 for the squared distance.</param>
    /// <param name="labels">Out: its index, 64 per tile.</param>
    public abstract void Assign(float* tiles, int tileCount, CentroidPanel panel, float* nearest, int* labels);

    /// <summary>The squared distance of each row to the centroid of its label: the chain starts at 0 and adds (x_j - c_j)^2.</summary>
    /// <param name="tiles">Consecutive tiles.</param>
    /// <param name="tileCount">How many.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="centroids">Row-major (clusters, features).</param>
    /// <param name="labels">The index of a centroid per row, 64 per tile.</param>
    /// <param name="distances">Out: 64 per tile.</param>
    public abstract void SquaredDistances(
        float* tiles, int tileCount, int features, float* centroids, int* labels, float* distances);

    /// <summary>The squared distance of each row to one centroid, by the same chain as <see cref="SquaredDistances"/>.</summary>
    /// <param name="tiles">Consecutive tiles.</param>
    /// <param name="tileCount">How many.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="centroid">The centroid's values.</param>
    /// <param name="distances">Out: 64 per tile.</param>
    public abstract void SquaredDistancesToOne(float* tiles, int tileCount, int features, float* centroid, float* distances);
}
