using Escala.Clustering;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class ClusterCountsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1_023)]
    [InlineData(300, 64)]
    public void Add_Labels_CountsEach(int clusters, int rows)
    {
        var random = new Random(rows);
        int[] first = [.. Enumerable.Range(0, rows).Select(_ => random.Next(clusters))];
        int[] second = [.. Enumerable.Range(0, 6).Select(_ => random.Next(clusters))];
        var counts = new ClusterCounts(clusters);
        counts.Add(first);
        counts.Add(second);
        var totals = new long[clusters];
        counts.AddTo(totals);

        Assert.Equal(
            Enumerable.Range(0, clusters).Select(cluster => (long)first.Concat(second).Count(label => label == cluster)), totals);
    }
}
