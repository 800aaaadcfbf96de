using System.Runtime.InteropServices;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Centroids packed for kernels that hold centroids, not rows, in the lanes of a register: strips of 16 centroids, within a strip
/// feature by feature the 16 values of -2c, and beside them |c|^2. Whole strips make groups, at most
/// <see cref="MostGroups"/> of them and of one size; within a group the centroids keep their order. The last places are filled up
/// with centroids that are infinitely far away.
/// </summary>
internal sealed unsafe class CentroidGroups : IDisposable
{
    /// <summary>The centroids of a strip.</summary>
    public const int StripSize = 16;

    /// <summary>The most groups: one float for each fills a cache line.</summary>
    public const int MostGroups = 16;

    private readonly int[] _places;
    private readonly int[] _groups;

    /// <summary>Reserves memory.</summary>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="order">Every centroid once; those that follow one another share a group.</param>
    public CentroidGroups(int featureCount, int[] order)
    {
        int clusterCount = order.Length;
        ClusterCount = clusterCount;
        FeatureCount = featureCount;
        int strips = (clusterCount + StripSize - 1) / StripSize;
        StripsPerGroup = (strips + MostGroups - 1) / MostGroups;
        GroupCount = (strips + StripsPerGroup - 1) / StripsPerGroup;
        PaddedCount = GroupCount * StripsPerGroup * StripSize;
        _places = [.. order.Chunk(GroupSize).SelectMany(group => group.Order()), .. Enumerable.Repeat(-1, PaddedCount - clusterCount)];
        _groups = new int[clusterCount];
        for (int place = 0; place < clusterCount; place++)
        {
            _groups[_places[place]] = place / GroupSize;
        }

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

    /// <summary>-2c: feature j of the centroid in place p at <c>[(p / 16 * features + j) * 16 + p % 16]</c>.</summary>
    public float* Values { get; private set; }

    /// <summary>|c|^2 per place, infinity for those that fill up.</summary>
    public float* SquaredNorms { get; private set; }

    /// <summary>The centroid in each place, -1 in those that fill up.</summary>
    public ReadOnlySpan<int> Centroids => _places;

    /// <summary>The group of each centroid.</summary>
    public ReadOnlySpan<int> GroupOf => _groups;

    /// <summary>Packs centroids.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    public void Pack(ReadOnlySpan<float> centroids)
    {
        for (int place = 0; place < PaddedCount; place++)
        {
            int cluster = _places[place];
            float* target = Values + ((nint)(place / StripSize) * StripSize * FeatureCount) + (place % StripSize);
            SquaredNorms[place] = cluster >= 0
                ? PackedCentroid.Write(centroids.Slice(cluster * FeatureCount, FeatureCount), target, StripSize)
                : PackedCentroid.WriteFarthest(FeatureCount, target, StripSize);
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
