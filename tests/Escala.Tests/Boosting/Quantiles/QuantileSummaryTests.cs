using CsCheck;
using Escala.Boosting.Quantiles;
using Xunit;

namespace Escala.Tests.Boosting.Quantiles;

public sealed class QuantileSummaryTests
{
    [Fact]
    public void SetMerged_TwoSummaries_BoundsTheRanksOfBoth()
    {
        QuantileSummary merged = Merged([new(0, 1, 1, 10), new(1, 3, 2, 20)], [new(0, 2, 2, 15), new(2, 3, 1, 20), new(3, 4, 1, 30)]);

        Assert.Equal([new(0, 1, 1, 10), new(1, 3, 2, 15), new(3, 6, 3, 20), new(6, 7, 1, 30)], merged.Entries.ToArray());
    }

    [Fact]
    public void SetMerged_AnySummaries_IsTheDefinition() =>
        Gen.Select(Summaries, Summaries).Sample(
            (first, second) => Assert.Equal(Definition(first, second), Merged(first, second).Entries.ToArray()), threads: 1);

    /// <summary>Pruned ones, whose bounds are apart, of values that are often in the other one too.</summary>
    private static Gen<QuantileEntry[]> Summaries =>
        Gen.Select(Gen.Int[0, 300].Array[1, 400], Gen.Int[1, 200]).Select((numbers, most) =>
        {
            var entries = new List<QuantileEntry>();
            float rank = 0;
            foreach (IGrouping<int, int> equal in numbers.GroupBy(number => number).OrderBy(group => group.Key))
            {
                entries.Add(new QuantileEntry(rank, rank + equal.Count(), equal.Count(), equal.Key - 150));
                rank += equal.Count();
            }

            var whole = new QuantileSummary();
            whole.Set([.. entries]);
            var pruned = new QuantileSummary();
            pruned.SetPruned(whole, most);
            return pruned.Entries.ToArray();
        });

    private static QuantileSummary Merged(QuantileEntry[] first, QuantileEntry[] second)
    {
        var a = new QuantileSummary();
        a.Set(first);
        var b = new QuantileSummary();
        b.Set(second);
        var merged = new QuantileSummary();
        merged.SetMerged(a, b);
        return merged;
    }

    /// <summary>Each value's bounds in one summary and in the other, added.</summary>
    private static QuantileEntry[] Definition(QuantileEntry[] first, QuantileEntry[] second) =>
    [
        .. first.Concat(second).Select(entry => entry.Value).Distinct().Order().Select(value =>
        {
            QuantileEntry one = In(first, value);
            QuantileEntry other = In(second, value);
            return new QuantileEntry(one.LowRank + other.LowRank, one.HighRank + other.HighRank, one.Weight + other.Weight, value);
        }),
    ];

    /// <summary>The bounds of a value that may not be among those of a summary.</summary>
    private static QuantileEntry In(QuantileEntry[] summary, float value)
    {
        if (Array.Exists(summary, entry => entry.Value == value))
        {
            return Array.Find(summary, entry => entry.Value == value);
        }

        float low = summary.Where(entry => entry.Value < value).Select(entry => entry.LowRankAfter).LastOrDefault();
        float high = summary.Where(entry => entry.Value > value).Select(entry => entry.HighRankBefore).FirstOrDefault(summary[^1].HighRank);
        return new QuantileEntry(low, high, 0, value);
    }
}
