using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

/// <summary>Every set of kernels against a naive loop over rows, bit for bit.</summary>
public sealed unsafe class DistanceKernelsTests
{
    private const int RowCount = (3 * RowTiles.TileRows) + 37;

    private static readonly int[] FeatureCounts = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100];

    private static readonly int[] ClusterCounts = [1, 2, 3, 4, 5, 8, 31, 32, 33, 300];

    public static TheoryData<KernelSet> Sets
    {
        get
        {
            var data = new TheoryData<KernelSet>();
            foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
            {
                data.Add(set);
            }

            return data;
        }
    }

    [Fact]
    public void For_EachSet_GivesItsOwnKernels()
    {
        Assert.IsType<PortableDistanceKernels>(DistanceKernels.For(KernelSet.Portable));
        Assert.IsType<Avx2DistanceKernels>(DistanceKernels.For(KernelSet.Avx2));
        Assert.IsType<Avx512DistanceKernels>(DistanceKernels.For(KernelSet.Avx512));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Assign_AnyShape_EqualsTheNaiveLoopBitForBit(KernelSet set)
    {
        foreach (int features in FeatureCounts)
        {
            float[] rows = RandomRows.Values(RowCount, features, seed: features);
            foreach (int clusters in ClusterCounts)
            {
                AssertAssigns(set, rows, RandomRows.Values(clusters, features, seed: -clusters), features);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Assign_EqualDistances_TakesTheLowestCentroid(KernelSet set)
    {
        foreach (int features in FeatureCounts)
        {
            float[] rows = RandomRows.WholeNumbers(RowCount, features, seed: features);
            foreach (int clusters in ClusterCounts)
            {
                float[] centroids = RandomRows.WholeNumbers((clusters + 1) / 2, features, seed: clusters);
                float[] twice = [.. centroids, .. centroids];
                AssertAssigns(set, rows, twice[..(clusters * features)], features);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Assign_SameCentroidEverywhere_LabelsEveryRowZero(KernelSet set)
    {
        float[] rows = RandomRows.Values(RowTiles.TileRows, 6, seed: 1);
        float[] centroid = RandomRows.Values(1, 6, seed: 2);
        (_, int[] labels) = Assign(set, rows, [.. centroid, .. centroid, .. centroid, .. centroid, .. centroid], 6);
        Assert.All(labels, label => Assert.Equal(0, label));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void SquaredDistances_AnyShape_EqualTheNaiveLoopBitForBit(KernelSet set)
    {
        var kernels = DistanceKernels.For(set);
        foreach (int features in FeatureCounts)
        {
            float[] rows = RandomRows.Values(RowCount, features, seed: features);
            using RowTiles tiles = RandomRows.Tiles(rows, features);
            TileSegment segment = tiles.Segments[0];
            float[] centroids = RandomRows.Values(9, features, seed: 3);
            var labels = new int[segment.TileCount * RowTiles.TileRows];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = i * 7 % 9;
            }

            var all = new float[labels.Length];
            var toOne = new float[labels.Length];
            fixed (float* c = centroids, a = all, o = toOne)
            fixed (int* l = labels)
            {
                kernels.SquaredDistances(segment.Values, segment.TileCount, features, c, l, a);
                kernels.SquaredDistancesToOne(segment.Values, segment.TileCount, features, c + (4 * features), o);
            }

            for (int row = 0; row < RowCount; row++)
            {
                ReadOnlySpan<float> x = rows.AsSpan(row * features, features);
                AssertSameBits(SquaredDistance(x, centroids.AsSpan(labels[row] * features, features)), all[row]);
                AssertSameBits(SquaredDistance(x, centroids.AsSpan(4 * features, features)), toOne[row]);
            }
        }
    }

    private static void AssertAssigns(KernelSet set, float[] rows, float[] centroids, int features)
    {
        (float[] nearest, int[] labels) = Assign(set, rows, centroids, features);
        for (int row = 0; row < rows.Length / features; row++)
        {
            (float best, int label) = Nearest(rows.AsSpan(row * features, features), centroids);
            Assert.True(label == labels[row], $"d {features}, k {centroids.Length / features}, row {row}: {label} but {labels[row]}");
            AssertSameBits(best, nearest[row]);
        }
    }

    private static (float[] Nearest, int[] Labels) Assign(KernelSet set, float[] rows, float[] centroids, int features)
    {
        using RowTiles tiles = RandomRows.Tiles(rows, features);
        using var panel = new CentroidPanel(centroids.Length / features, features);
        panel.Pack(centroids);
        TileSegment segment = tiles.Segments[0];
        var nearest = new float[segment.TileCount * RowTiles.TileRows];
        var labels = new int[nearest.Length];
        fixed (float* n = nearest)
        fixed (int* l = labels)
        {
            DistanceKernels.For(set).Assign(segment.Values, segment.TileCount, panel, n, l);
        }

        return (nearest, labels);
    }

    private static (float Distance, int Label) Nearest(ReadOnlySpan<float> row, ReadOnlySpan<float> centroids)
    {
        (float best, int label) = (float.PositiveInfinity, 0);
        for (int cluster = 0; cluster < centroids.Length / row.Length; cluster++)
        {
            ReadOnlySpan<float> centroid = centroids.Slice(cluster * row.Length, row.Length);
            double norm = 0;
            foreach (float value in centroid)
            {
                norm += (double)value * value;
            }

            float distance = (float)norm;
            for (int feature = 0; feature < row.Length; feature++)
            {
                distance = MathF.FusedMultiplyAdd(row[feature], -2 * centroid[feature], distance);
            }

            if (distance < best)
            {
                (best, label) = (distance, cluster);
            }
        }

        return (best, label);
    }

    private static float SquaredDistance(ReadOnlySpan<float> row, ReadOnlySpan<float> centroid)
    {
        float sum = 0;
        for (int feature = 0; feature < row.Length; feature++)
        {
            float difference = row[feature] - centroid[feature];
            sum = MathF.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    private static void AssertSameBits(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual));
}
