using Escala.Clustering;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

/// <summary>The pass against a naive one that sums all rows anew, for any threads, kernels, weights and segments.</summary>
public sealed unsafe class LloydPassTests
{
    private const int RowCount = 2_000;

    [Theory]
    [InlineData(1, 5, false)]
    [InlineData(2, 5, true)]
    [InlineData(3, 7, false)]
    [InlineData(8, 254, true)]
    [InlineData(9, 255, false)]
    [InlineData(17, 256, true)]
    [InlineData(16, 300, false)]
    [InlineData(40, 3, true)]
    public void Run_AnyThreadsKernelsAndSegments_EqualsTheNaivePass(int features, int clusters, bool isWeighted)
    {
        float[] values = RandomRows.Values(RowCount, features, seed: 1);
        float[]? weights = isWeighted ? RandomRows.Weights(RowCount, seed: 2) : null;
        foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
        {
            foreach (int threads in (int[])[1, 2, 3])
            {
                AssertPasses(values, features, weights, clusters, set, threads, segmentRows: threads == 2 ? 333 : int.MaxValue);
            }
        }
    }

    [Fact]
    public void Run_NothingMoves_ReturnsZeroAndKeepsTheSums()
    {
        using RowTiles rows = RandomRows.Tiles(RandomRows.Values(RowCount, 4, seed: 1), 4);
        using var team = new CoreTeam(2);
        using var pass = new LloydPass(rows, team, KernelSets.Best, 10);
        using var labels = new RowLabels(rows, 10);
        ClusterSums sums = Sums(10, 4);
        float[] centroids = RandomRows.Values(10, 4, seed: 9);
        Assert.Equal(RowCount, pass.Run(centroids, labels, sums, TestContext.Current.CancellationToken));
        long[] before = [.. sums.Totals];
        Assert.Equal(0, pass.Run(centroids, labels, sums, TestContext.Current.CancellationToken));
        Assert.Equal(before, sums.Totals);
    }

    [Fact]
    public void Run_LanesAfterTheLastRow_StayUnlabelled()
    {
        using RowTiles rows = RandomRows.Tiles(RandomRows.Values(65, 2, seed: 1), 2);
        using var team = new CoreTeam(1);
        using var pass = new LloydPass(rows, team, KernelSets.Best, 3);
        using var labels = new RowLabels(rows, 3);
        pass.Run(RandomRows.Values(3, 2, seed: 9), labels, Sums(3, 2), TestContext.Current.CancellationToken);
        Span<int> last = stackalloc int[RowTiles.TileRows];
        labels.ReadTile(0, 1, last);
        Assert.InRange(last[0], 0, 2);
        Assert.All(last[1..].ToArray(), label => Assert.Equal(-1, label));
    }

    [Fact]
    public void Run_NoRows_ReturnsZero()
    {
        using var rows = new RowTiles(3);
        using var team = new CoreTeam(2);
        using var pass = new LloydPass(rows, team, KernelSets.Best, 2);
        using var labels = new RowLabels(rows, 2);
        Assert.Equal(0, pass.Run(new float[6], labels, Sums(2, 3), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_CancelledToken_ThrowsAndTheNextPassWorks()
    {
        using RowTiles rows = RandomRows.Tiles(RandomRows.Values(RowCount, 3, seed: 1), 3);
        using var team = new CoreTeam(2);
        using var pass = new LloydPass(rows, team, KernelSets.Best, 4);
        using var labels = new RowLabels(rows, 4);
        float[] centroids = RandomRows.Values(4, 3, seed: 9);
        Assert.Throws<OperationCanceledException>(() => pass.Run(centroids, labels, Sums(4, 3), new CancellationToken(true)));
        Assert.Equal(RowCount, pass.Run(centroids, labels, Sums(4, 3), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_SecondPass_AllocatesNothing()
    {
        using RowTiles rows = RandomRows.Tiles(RandomRows.Values(RowCount, 3, seed: 1), 3);
        using var team = new CoreTeam(1);
        using var pass = new LloydPass(rows, team, KernelSets.Best, 4);
        using var labels = new RowLabels(rows, 4);
        ClusterSums sums = Sums(4, 3);
        float[] centroids = RandomRows.Values(4, 3, seed: 9);
        float[] others = RandomRows.Values(4, 3, seed: 10);
        pass.Run(centroids, labels, sums, TestContext.Current.CancellationToken);
        long before = GC.GetAllocatedBytesForCurrentThread();
        pass.Run(others, labels, sums, TestContext.Current.CancellationToken);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ClusterSums Sums(int clusters, int features)
    {
        var scales = new double[features];
        Array.Fill(scales, FixedPoint.Scale(1e4, RowCount));
        return new ClusterSums(clusters, scales, 1);
    }

    private static void AssertPasses(
        float[] values, int features, float[]? weights, int clusters, KernelSet set, int threads, int segmentRows)
    {
        using RowTiles rows = RandomRows.Tiles(values, features, weights, segmentRows);
        using var team = new CoreTeam(threads);
        using var pass = new LloydPass(rows, team, set, clusters);
        using var labels = new RowLabels(rows, clusters);
        Assert.Equal(clusters <= 255, labels.IsByte);
        var scales = new double[features];
        Array.Fill(scales, FixedPoint.Scale(4 * values.Max(Math.Abs), RowCount));
        double weightScale = weights is null ? 1 : FixedPoint.Scale(4, RowCount);
        var sums = new ClusterSums(clusters, scales, weightScale);
        int[] old = new int[RowCount];
        Array.Fill(old, -1);
        for (int seed = 0; seed < 3; seed++)
        {
            float[] centroids = RandomRows.Values(clusters, features, seed: 100 + (seed / 2));
            centroids[0] += seed;
            long moved = pass.Run(centroids, labels, sums, TestContext.Current.CancellationToken);
            int[] expected = NaiveLabels(values, features, centroids);
            Assert.Equal(expected, Read(rows, labels));
            Assert.Equal(expected.Where((label, row) => label != old[row]).Count(), moved);
            Assert.Equal(NaiveSums(values, features, weights, expected, sums), sums.Totals);
            old = expected;
        }
    }

    private static int[] Read(RowTiles rows, RowLabels labels)
    {
        var read = new List<int>();
        Span<int> tileLabels = stackalloc int[RowTiles.TileRows];
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            for (int tile = 0; tile < rows.Segments[segment].TileCount; tile++)
            {
                labels.ReadTile(segment, tile, tileLabels);
                read.AddRange(tileLabels[..rows.Segments[segment].RowsInTile(tile)]);
            }
        }

        return [.. read];
    }

    private static int[] NaiveLabels(float[] values, int features, float[] centroids)
    {
        var labels = new int[RowCount];
        float[] norms = [.. centroids.Chunk(features).Select(c => (float)c.Sum(value => (double)value * value))];
        for (int row = 0; row < RowCount; row++)
        {
            float best = float.PositiveInfinity;
            for (int cluster = 0; cluster < norms.Length; cluster++)
            {
                float distance = norms[cluster];
                for (int feature = 0; feature < features; feature++)
                {
                    distance = MathF.FusedMultiplyAdd(
                        values[(row * features) + feature], -2 * centroids[(cluster * features) + feature], distance);
                }

                (best, labels[row]) = distance < best ? (distance, cluster) : (best, labels[row]);
            }
        }

        return labels;
    }

    private static long[] NaiveSums(float[] values, int features, float[]? weights, int[] labels, ClusterSums like)
    {
        var sums = new ClusterSums(like.ClusterCount, like.ValueScales, like.WeightScale);
        for (int row = 0; row < RowCount; row++)
        {
            sums.Add(labels[row], values.AsSpan(row * features, features), weights?[row] ?? 1, 1);
        }

        return sums.Totals;
    }
}
