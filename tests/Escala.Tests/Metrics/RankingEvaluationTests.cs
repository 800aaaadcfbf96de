using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class RankingEvaluationTests
{
    [Fact]
    public void Ranking_ByHand()
    {
        // In the first group the two best scores are a tie of gains 0 and 3; the second has nothing relevant.
        PredictedArrays rows = new([0, 2, 1, 0, 0], [2, 2, 1, 5, 4]) { GroupSizes = [3, 2] };
        double gained = (1.5 * (1 + (1 / Math.Log2(3)))) + (1 / Math.Log2(4));
        RankingScores scores = rows.Ranking();
        Assert.Equal((5, 2), (scores.Rows, scores.Groups));
        Assert.Equal(gained / (3 + (1 / Math.Log2(3))) / 2, scores.Ndcg, 1e-15);
        Assert.Equal(scores.Ndcg, scores.NdcgAt10);
    }

    [Fact]
    public void Ranking_RelevantRowBeyondTheTenth_CountsInOneOnly()
    {
        float[] labels = [.. Enumerable.Repeat(0f, 10), 1];
        float[] order = [.. Enumerable.Range(0, 11).Select(rank => -(float)rank)];
        RankingScores scores = new PredictedArrays(labels, order) { GroupSizes = [11] }.Ranking();
        Assert.Equal(1 / Math.Log2(12), scores.Ndcg, 1e-15);
        Assert.Equal(0, scores.NdcgAt10);
    }

    [Fact]
    public void Ranking_OrderWithinGroupsThreadsAndRanks_DoNotChangeABit()
    {
        PredictedArrays rows = PredictedArrays.Classes(6_000, 2, seed: 4, levels: 9);
        int[] sizes = [.. Enumerable.Repeat(15, 400)];
        int[] reversed = [.. Enumerable.Range(0, 400).SelectMany(g => Enumerable.Range(0, 15).Select(i => (g * 15) + 14 - i))];
        RankingScores expected = (rows with { GroupSizes = sizes }).Ranking();
        Assert.Equal(expected, (rows.Taken(reversed) with { GroupSizes = sizes }).Ranking(threads: 2, [150, 150, 4_500]));
    }
}
