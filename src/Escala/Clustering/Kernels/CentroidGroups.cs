using System.Runtime.InteropServices;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Centroids packed for kernels that hold centroids, not rows, in the lanes of a register: strips of 16 centroids, within a strip
/// feature by feature the 16 values of -2c, and beside them |c|^2. Whole strips make groups of consecutive centroids, at most
/// <see cref="MostGroups"/> of them and of one size. The last strip is filled up with centroids that are infinitely far away.
/// </summary>
internal sealed unsafe class CentroidGroups : IDisposable
{
    /// <summary>The centroids of a strip.</summary>
    public const int StripSize = 16;

    /// <summary>The most groups: one float for each fills a cache line.</summary>
    public const int MostGroups = 16;

    /// <summary>Reserves memory.</summary>
    /// <param name="clusterCount">The number of centroids.</param>
    /// <param name="featureCount">The number of features.</param>
    public CentroidGroups(int clusterCount, int featureCount)
    {
        ClusterCount = clusterCount;
        FeatureCount = featureCount;
        int strips = (clusterCount + StripSize - 1) / StripSize;
        StripsPerGroup = (strips + MostGroups - 1) / MostGroups;
        GroupCount = (strips + StripsPerGroup - 1) / StripsPerGroup;
        PaddedCount = GroupCount * StripsPerGroup * StripSize;
        Values = (float*)NativeMemory.AlignedAlloc((nuint)PaddedCount * (nuint)featureCount * sizeof(float), 64);
        SquaredNorms = (float*)NativeMemory.AlignedAlloc((nuint)PaddedCount * sizeof(float), 64);
    }

    ~CentroidGroups() => Free();

    public int ClusterCount { get; }

    public int FeatureCount { get; }

    public int StripsPerGroup { get; }

    public int GroupCount { get; }

    /// <summary>The number of centroids, rounded up to whole groups.</summary>
    public int PaddedCount { get; }

    /// <summary>The centroids of a group, those that fill up included.</summary>
    public int GroupSize => StripsPerGroup * StripSize;

    /// <summary>-2c: value of centroid c, feature j at <c>[(c / 16 * features + j) * 16 + c % 16]</c>.</summary>
    public float* Values { get; private set; }

    /// <summary>|c|^2 per centroid, infinity for those that fill up.</summary>
    public float* SquaredNorms { get; private set; }

    /// <summary>Packs centroids.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    public void Pack(ReadOnlySpan<float> centroids)
    {
        for (int cluster = 0; cluster < PaddedCount; cluster++)
        {
            bool exists = cluster < ClusterCount;
            double squaredNorm = exists ? 0 : double.PositiveInfinity;
            float* target = Values + ((nint)(cluster / StripSize) * StripSize * FeatureCount) + (cluster % StripSize);
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                float value = exists ? centroids[(cluster * FeatureCount) + feature] : 0;
                squaredNorm += (double)value * value;
                target[feature * StripSize] = -2 * value;
            }

            SquaredNorms[cluster] = (float)squaredNorm;
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
