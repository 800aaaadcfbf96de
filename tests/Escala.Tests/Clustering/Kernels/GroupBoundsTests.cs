using Escala.Clustering;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

/// <summary>Passes that spare distances against passes that measure all of them: labels and sums must be the same bits.</summary>
public sealed unsafe class GroupBoundsTests
{
    private const int RowCount = 3_000;

    [Theory]
    [InlineData(32, 64, 1, false)]
    [InlineData(33, 100, 2, true)]
    [InlineData(47, 255, 3, false)]
    [InlineData(64, 256, 2, true)]
    [InlineData(32, 300, 1, false)]
    public void Run_OverlappingBlobs_GivesTheSameBitsAsMeasuringAll(int features, int clusters, int threads, bool isWeighted)
    {
        float[]? weights = isWeighted ? RandomRows.Weights(RowCount, seed: 2) : null;
        AssertSamePasses(Blobs(features, clusters, seed: 1), features, clusters, threads, weights);
    }

    [Theory]
    [InlineData(32, 64)]
    [InlineData(40, 200)]
    public void Run_ManyEqualDistances_TheLowestCentroidWins(int features, int clusters)
    {
        // Few different rows, and centroids that repeat: nearly every row is as near to several of them.
        float[] distinct = RandomRows.WholeNumbers(clusters / 2, features, seed: 3);
        var values = new float[RowCount * features];
        for (int row = 0; row < RowCount; row++)
        {
            distinct.AsSpan(row % (clusters / 2) * features, features).CopyTo(values.AsSpan(row * features));
        }

        AssertSamePasses(values, features, clusters, threads: 1, weights: null);
    }

    [Fact]
    public void Run_FarFromTheOrigin_GivesTheSameBitsAsMeasuringAll()
    {
        // Float32 has few digits left for the distances here; bounds must not trust them.
        float[] values = [.. Blobs(32, 64, seed: 4).Select(value => value + 3_000)];
        AssertSamePasses(values, 32, 64, threads: 2, weights: null, fewestBounded: 1);
    }

    [Fact]
    public void Run_SettledClusters_MeetsFewGroups()
    {
        const int Features = 32;
        const int Clusters = 128;
        using RowTiles rows = RandomRows.Tiles(Blobs(Features, Clusters, seed: 1), Features);
        using var bounds = new GroupBounds(rows, new float[Clusters * Features], new float[Clusters * Features]);
        using var assignment = new BoundedAssignment(KernelSets.Best, Features);
        float[] centroids = Blobs(Features, Clusters, seed: 1)[..(Clusters * Features)];
        long first = Meetings(rows, bounds, assignment, centroids);
        long second = Meetings(rows, bounds, assignment, centroids);
        Assert.Equal((long)RowCount * bounds.Groups.GroupCount, first);
        Assert.InRange(second, RowCount, first * 3 / 4);
    }

    private static long Meetings(RowTiles rows, GroupBounds bounds, BoundedAssignment assignment, float[] centroids)
    {
        long before = assignment.Meetings;
        bounds.Follow(centroids);
        int* labels = stackalloc int[assignment.TilesAtOnce * RowTiles.TileRows];
        TileSegment segment = rows.Segments[0];
        for (int tile = 0; tile < segment.TileCount; tile += assignment.TilesAtOnce)
        {
            int count = Math.Min(assignment.TilesAtOnce, segment.TileCount - tile);
            new Span<int>(labels, count * RowTiles.TileRows).Clear();
            assignment.Assign(bounds, segment, tile * RowTiles.TileRows, tile, count, labels);
        }

        bounds.EndPass();
        return assignment.Meetings - before;
    }

    private static void AssertSamePasses(float[] values, int features, int clusters, int threads, float[]? weights, int fewestBounded = 4)
    {
        foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best && set != KernelSet.Portable))
        {
            using RowTiles rows = RandomRows.Tiles(values, features, weights, segmentRows: 1_111);
            using var team = new CoreTeam(threads);
            using var bounded = new LloydPass(rows, team, set, clusters);
            using var plain = new LloydPass(rows, team, KernelSet.Portable, clusters);
            using var boundedLabels = new RowLabels(rows, clusters);
            using var plainLabels = new RowLabels(rows, clusters);
            ClusterSums boundedSums = Sums(values, features, clusters, weights is not null);
            ClusterSums plainSums = Sums(values, features, clusters, weights is not null);
            float[] centroids = values[..(clusters * features)];
            int passesWithBounds = 0;
            for (int pass = 0; pass < 12; pass++)
            {
                long moved = bounded.Run(centroids, boundedLabels, boundedSums, TestContext.Current.CancellationToken);
                Assert.Equal(plain.Run(centroids, plainLabels, plainSums, TestContext.Current.CancellationToken), moved);
                Assert.Equal(Read(rows, plainLabels), Read(rows, boundedLabels));
                Assert.Equal(plainSums.Totals, boundedSums.Totals);
                passesWithBounds += bounded.IsBounded ? 1 : 0;
                Move(centroids, features, plainSums);
            }

            Assert.False(plain.IsBounded);
            Assert.InRange(passesWithBounds, fewestBounded, 11);
        }
    }

    private static void Move(float[] centroids, int features, ClusterSums sums)
    {
        for (int cluster = 0; cluster < sums.ClusterCount; cluster++)
        {
            if (sums.Weight(cluster) > 0)
            {
                sums.Mean(cluster, centroids.AsSpan(cluster * features, features));
            }
        }
    }

    private static ClusterSums Sums(float[] values, int features, int clusters, bool isWeighted)
    {
        var scales = new double[features];
        Array.Fill(scales, FixedPoint.Scale(4 * values.Max(Math.Abs), RowCount));
        return new ClusterSums(clusters, scales, isWeighted ? FixedPoint.Scale(4, RowCount) : 1);
    }

    private static int[] Read(RowTiles rows, RowLabels labels)
    {
        var read = new List<int>();
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            var part = new int[rows.Segments[segment].RowCount];
            labels.CopyTo(segment, 0, part);
            read.AddRange(part);
        }

        return [.. read];
    }

    /// <summary>Rows around as many centres as there are clusters, so near to each other that blobs overlap.</summary>
    private static float[] Blobs(int features, int clusters, int seed)
    {
        var random = new Random(seed);
        float[] centres = [.. Enumerable.Range(0, clusters * features).Select(_ => (6 * random.NextSingle()) - 3)];
        var values = new float[RowCount * features];
        for (int i = 0; i < values.Length; i++)
        {
            int blob = i / features * 7 % clusters;
            values[i] = centres[(blob * features) + (i % features)] + (4 * (random.NextSingle() + random.NextSingle() - 1));
        }

        return values;
    }
}
