using Escala.Engines;
using Escala.Metrics;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class SilhouetteScorerTests
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(65, 3, 2)]
    [InlineData(400, 5, 40)]
    [InlineData(70, 1100, 3)] // Features of one row exceed a block of points.
    public void Score_EveryRow_AsByDefinition(int count, int features, int clusters)
    {
        LabelledRows rows = LabelledRows.Blobs(count + 1, features, clusters + 1, seed: count);
        SilhouetteScores actual = Score(rows, 20_000, seed: 0);
        Assert.Equal(rows.Labels, actual.Labels);
        Assert.Equal(Enumerable.Range(0, rows.Count).Select(row => (long)row), actual.RowNumbers);
        Assert.Equal(actual.Scores.Sum() / rows.Count, actual.Mean);
        AssertScores(ByDefinition(rows, [.. Enumerable.Range(0, rows.Count)]), actual.Scores);
    }

    [Theory]
    [InlineData(400, 100, 0)]
    [InlineData(400, 399, 1)]
    [InlineData(400, 5, 7)]
    public void Score_Sample_IsTheRowsOfTheSmallestHashesScoredAmongThemselves(int count, int size, ulong seed)
    {
        LabelledRows rows = LabelledRows.Blobs(count, 2, 2, seed: 5);
        int[] chosen =
        [
            .. Enumerable.Range(0, count)
                .OrderBy(row => CounterRandom.Hash(seed, RandomPurpose.MetricSample, row)).Take(size).Order(),
        ];
        SilhouetteScores actual = Score(rows, size, seed);
        Assert.True(actual.IsSampled);
        Assert.Equal(chosen.Select(row => (long)row), actual.RowNumbers);
        Assert.Equal(chosen.Select(row => rows.Labels[row]), actual.Labels);
        AssertScores(ByDefinition(rows, chosen), actual.Scores);
    }

    [Fact]
    public void Score_SampleOfOneCluster_IsAbsentAndSaysWhy()
    {
        // One row in ten thousand is in another cluster: a sample of ten misses it.
        int[] labels = new int[10_000];
        labels[17] = 1;
        var rows = new LabelledRows([.. labels.Select((_, row) => (float)row)], 1, labels, 2);
        SilhouetteScores actual = Score(rows, 10, seed: 0);
        Assert.Null(actual.Mean);
        Assert.Empty(actual.Scores);
        Assert.Contains("among the 10 sampled rows", actual.AbsentReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silhouette_OtherSeed_TakesOtherRows()
    {
        LabelledRows rows = LabelledRows.Blobs(500, 2, 3, seed: 6);
        double? zero = ClusteringMetrics.Silhouette(rows.Values, 2, rows.Labels, maxRows: 50, seed: 0);
        Assert.Equal(zero, ClusteringMetrics.Silhouette(rows.Values, 2, rows.Labels, maxRows: 50, seed: 0, threads: 3));
        Assert.NotEqual(zero, ClusteringMetrics.Silhouette(rows.Values, 2, rows.Labels, maxRows: 50, seed: 1));
    }

    private static SilhouetteScores Score(LabelledRows rows, int size, ulong seed)
    {
        using RowTiles tiles = rows.Tiles(0, rows.Count, 100);
        using RowLabels labels = rows.LabelsOf(tiles);
        using var team = new CoreTeam(2);
        var solo = new SoloCollective();
        var sample = RowSample.Draw(new LabelledTiles(tiles, labels), rows.Count, size, seed, team, solo, CancellationToken.None);
        return SilhouetteScorer.Score(sample, team, solo, CancellationToken.None);
    }

    private static double[] ByDefinition(LabelledRows rows, int[] chosen)
    {
        double Distance(int left, int right) => Math.Sqrt(Enumerable.Range(0, rows.Features).Sum(feature =>
            Math.Pow((double)rows.Values[(left * rows.Features) + feature] - rows.Values[(right * rows.Features) + feature], 2)));

        return
        [
            .. chosen.Select(row =>
            {
                int[] own = [.. chosen.Where(other => other != row && rows.Labels[other] == rows.Labels[row])];
                double nearest = chosen.Where(other => rows.Labels[other] != rows.Labels[row])
                    .GroupBy(other => rows.Labels[other])
                    .Min(group => group.Average(other => Distance(row, other)));
                double within = own.Length == 0 ? 0 : own.Average(other => Distance(row, other));
                return own.Length == 0 ? 0 : (nearest - within) / Math.Max(within, nearest);
            }),
        ];
    }

    private static void AssertScores(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach ((double left, double right) in expected.Zip(actual))
        {
            Assert.Equal(left, right, 1e-12);
        }
    }
}
