using System.Runtime.InteropServices;
using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// For every row and every group of centroids a lower bound of the row's distance to all centroids of the group. While centroids
/// move, a bound sinks by what the group drifted; a group whose bound is above the distance to the row's own centroid cannot hold
/// the nearest one and need not be measured (Ding et al., "Yinyang K-Means", 2015). Bounds allow for the rounding of every
/// float32 distance, so that labels are the same bits with and without them.
/// </summary>
internal sealed unsafe class GroupBounds : IDisposable
{
    private const int FewestClusters = 64;
    private const int FewestFeatures = 32;

    private readonly double[] _drifts;
    private readonly float[] _centroids;
    private float* _bounds;
    private float* _squaredNorms;
    private float* _driftBounds;
    private bool _hasNorms;

    /// <summary>Reserves 17 floats per row; nothing is known of any row yet.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="centroids">Where the centroids are now, row-major (clusters, features).</param>
    /// <param name="before">Where they were before. Those that moved equally far share a group: one that leaps lowers its group's bounds.</param>
    public GroupBounds(RowTiles rows, float[] centroids, float[] before)
    {
        int features = rows.FeatureCount;
        _centroids = before;
        int[] order = [.. Enumerable.Range(0, centroids.Length / features)
            .OrderBy(cluster => SquaredStep(centroids.AsSpan(cluster * features, features), cluster * features))];
        Groups = new CentroidGroups(features, order);
        _drifts = new double[Groups.GroupCount];
        _centroids = [.. centroids];
        long tiles = rows.Segments.Sum(segment => (long)segment.TileCount);
        nuint count = (nuint)Math.Max(tiles * RowTiles.TileRows, 1);
        nuint boundBytes = count * CentroidGroups.MostGroups * sizeof(float);
        _bounds = (float*)AlignedMemory.Allocate(boundBytes);
        _squaredNorms = (float*)AlignedMemory.Allocate(count * sizeof(float));
        _driftBounds = (float*)AlignedMemory.Allocate(CentroidGroups.MostGroups * sizeof(float));

        // These bits are NaN, which is greater than no threshold: a bound that spares nothing.
        NativeMemory.Fill(_bounds, boundBytes, 0xFF);
        NativeMemory.Clear(_driftBounds, CentroidGroups.MostGroups * sizeof(float));
    }

    ~GroupBounds() => Free();

    /// <summary>The centroids.</summary>
    public CentroidGroups Groups { get; }

    /// <summary>An upper bound of the centroids' norms.</summary>
    public float LargestNorm { get; private set; }

    /// <summary>
    /// Whether bounds can gain anything: groups must be few enough to look at and hold enough work to be spared. They are then at
    /// most half as large as the rows.
    /// </summary>
    public static bool CanPay(KernelSet kernels, int clusterCount, int featureCount) =>
        kernels >= KernelSet.Avx2 && clusterCount >= FewestClusters && featureCount >= FewestFeatures;

    /// <summary>Takes over where the centroids moved to.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    public void Follow(ReadOnlySpan<float> centroids)
    {
        int features = Groups.FeatureCount;
        for (int group = 0; group < Groups.GroupCount; group++)
        {
            double farthest = 0;
            int end = Math.Min((group + 1) * Groups.GroupSize, Groups.ClusterCount);
            foreach (int cluster in Groups.Centroids[(group * Groups.GroupSize)..end])
            {
                farthest = Math.Max(farthest, SquaredStep(centroids.Slice(cluster * features, features), cluster * features));
            }

            _drifts[group] += Math.Sqrt(farthest);
            _driftBounds[group] = (float)(_drifts[group] * Rounding.Up);
        }

        centroids.CopyTo(_centroids);
        Groups.Pack(centroids);
        float largest = 0;
        for (int cluster = 0; cluster < Groups.ClusterCount; cluster++)
        {
            largest = Math.Max(largest, Groups.SquaredNorms[cluster]);
        }

        LargestNorm = (float)(Math.Sqrt(largest) * Rounding.Up);
    }

    /// <summary>The bounds of a row, 16 of them: the distance, and what the group had drifted when it was measured.</summary>
    /// <param name="lane">The row's lane, counted over all tiles of all segments; those of the next lanes follow.</param>
    public float* Of(int lane) => _bounds + ((nint)lane * CentroidGroups.MostGroups);

    /// <summary>|x|^2 of a row.</summary>
    /// <param name="lane">The row's lane, counted over all tiles of all segments; those of the next lanes follow.</param>
    public float* SquaredNorms(int lane) => _squaredNorms + lane;

    /// <summary>What a group has drifted since the beginning.</summary>
    public float Drift(int group) => (float)_drifts[group];

    /// <summary>Upper bounds of what the groups have drifted since the beginning.</summary>
    public float* DriftBounds => _driftBounds;

    /// <summary>Whether a pass has been over all rows, so that <see cref="SquaredNorms"/> is filled.</summary>
    public bool HasNorms => _hasNorms;

    /// <summary>Says that a pass has been over all rows.</summary>
    public void EndPass() => _hasNorms = true;

    public void Dispose()
    {
        Groups.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    private double SquaredStep(ReadOnlySpan<float> centroid, int offset)
    {
        double sum = 0;
        for (int feature = 0; feature < centroid.Length; feature++)
        {
            double step = (double)centroid[feature] - _centroids[offset + feature];
            sum += step * step;
        }

        return sum;
    }

    private void Free()
    {
        AlignedMemory.Free(_bounds);
        AlignedMemory.Free(_squaredNorms);
        AlignedMemory.Free(_driftBounds);
        _bounds = _squaredNorms = _driftBounds = null;
    }

    /// <summary>Factors that are farther from 1 than a few roundings of float32 can lead (2^-24 each).</summary>
    internal static class Rounding
    {
        public const float Up = 1 + (1f / (1 << 20));
        public const float Down = 1 - (1f / (1 << 20));

        /// <summary>2^-24.</summary>
        public const float Unit = 1f / (1 << 24);
    }
}
