using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class BestMatchingTests
{
    [Fact]
    public void Total_SmallTables_IsTheBestOfAllMatchings()
    {
        var random = new Random(1);
        for (int round = 0; round < 300; round++)
        {
            int clusters = random.Next(1, 7);
            int classes = random.Next(1, 7);
            var counts = new int[clusters, classes];
            var labels = new List<int>();
            var truth = new List<int>();
            for (int row = 0; row < random.Next(1, 60); row++)
            {
                labels.Add(random.Next(clusters));
                truth.Add(random.Next(random.Next(1, classes + 1)));
                counts[labels[^1], truth[^1]]++;
            }

            var contingency = Contingency.Count(labels.ToArray(), truth.ToArray());
            Assert.Equal(BestFrom(counts, 0, 0), BestMatching.Total(contingency, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Total_ThousandsOfClusters_Finishes(bool random)
    {
        // Either nothing agrees with anything, or every cluster is a class under another name with some rows astray.
        const int Count = 2_000;
        const int Rows = 200_000;
        var source = new Random(2);
        int[] truth = [.. Enumerable.Range(0, Rows).Select(row => row % Count)];
        int[] labels = [.. truth.Select(label => random || source.Next(5) == 0 ? source.Next(Count) : (label * 7) % Count)];
        long total = BestMatching.Total(Contingency.Count(labels, truth), CancellationToken.None);
        Assert.InRange(total / (double)Rows, random ? 0.01 : 0.79, random ? 0.1 : 0.81);
    }

    [Fact]
    public void Total_CancelledToken_Throws() => Assert.Throws<OperationCanceledException>(
        () => BestMatching.Total(Contingency.Count([0, 1], [0, 1]), new CancellationToken(canceled: true)));

    /// <summary>The best total of the clusters from one on, when some classes are taken.</summary>
    private static long BestFrom(int[,] counts, int cluster, int taken)
    {
        if (cluster == counts.GetLength(0))
        {
            return 0;
        }

        long best = BestFrom(counts, cluster + 1, taken);
        for (int trueClass = 0; trueClass < counts.GetLength(1); trueClass++)
        {
            if ((taken & (1 << trueClass)) == 0)
            {
                best = Math.Max(best, counts[cluster, trueClass] + BestFrom(counts, cluster + 1, taken | (1 << trueClass)));
            }
        }

        return best;
    }
}
