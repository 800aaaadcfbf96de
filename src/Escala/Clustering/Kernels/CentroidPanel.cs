using System.Runtime.InteropServices;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Centroids packed for the assignment kernels: groups of four, within a group feature by feature the four values of -2c, and
/// beside them |c|^2. The last group is filled up with centroids that are infinitely far away.
/// </summary>
internal sealed unsafe class CentroidPanel : IDisposable
{
    /// <summary>The centroids that a kernel takes at a time.</summary>
    public const int GroupSize = 4;

    /// <summary>Reserves memory.</summary>
    /// <param name="clusterCount">The number of centroids.</param>
    /// <param name="featureCount">The number of features.</param>
    public CentroidPanel(int clusterCount, int featureCount)
    {
        ClusterCount = clusterCount;
        FeatureCount = featureCount;
        PaddedCount = (clusterCount + GroupSize - 1) / GroupSize * GroupSize;
        Values = (float*)NativeMemory.AlignedAlloc((nuint)PaddedCount * (nuint)featureCount * sizeof(float), 64);
        SquaredNorms = (float*)NativeMemory.AlignedAlloc((nuint)PaddedCount * sizeof(float), 64);
    }

    ~CentroidPanel() => Free();

    public int ClusterCount { get; }

    public int FeatureCount { get; }

    /// <summary>The number of centroids, rounded up to whole groups.</summary>
    public int PaddedCount { get; }

    /// <summary>-2c: value of centroid c, feature j at <c>[(c / 4 * features + j) * 4 + c % 4]</c>.</summary>
    public float* Values { get; private set; }

    /// <summary>|c|^2 per centroid, infinity for those that fill up.</summary>
    public float* SquaredNorms { get; private set; }

    /// <summary>Packs centroids.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    public void Pack(ReadOnlySpan<float> centroids)
    {
        for (int cluster = 0; cluster < PaddedCount; cluster++)
        {
            float* target = Values + ((nint)(cluster / GroupSize) * GroupSize * FeatureCount) + (cluster % GroupSize);
            SquaredNorms[cluster] = cluster < ClusterCount
                ? PackedCentroid.Write(centroids.Slice(cluster * FeatureCount, FeatureCount), target, GroupSize)
                : PackedCentroid.WriteFarthest(FeatureCount, target, GroupSize);
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Values);
        NativeMemory.AlignedFree(SquaredNorms);
        Values = SquaredNorms = null;
    }
}
