using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Means over the groups of all ranks of figures from 0 to 1.</summary>
internal static unsafe class GroupSums
{
    private const int GroupsPerTurn = 64;

    /// <summary>A figure of one group, from 0 to 1.</summary>
    public delegate double GroupFigure(int kind, RankedGroup group);

    /// <summary>The weighted means, 0 where all weights are 0; all ranks together.</summary>
    /// <param name="rows">This rank's rows and groups.</param>
    /// <param name="extent">What all ranks have.</param>
    /// <param name="kinds">The number of figures.</param>
    /// <param name="figure">Computes a figure, on any thread.</param>
    /// <param name="isWeighted">Whether a group counts by the weight of its first row; by 1 otherwise.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few groups.</param>
    public static double[] Means(
        PredictedRows rows,
        RowExtent extent,
        int kinds,
        GroupFigure figure,
        bool isWeighted,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        long[] starts = Starts(rows);
        double bound = isWeighted ? extent.LargestWeight : 1;
        ExactSum[][] sums = RowChunks.PerThread(team, () => Empty(kinds + 1, bound, Math.Max(extent.GroupCount, 1)));
        RankedGroup[] groups = RowChunks.PerThread(team, () => new RankedGroup());
        team.ForEach((rows.GroupCount + GroupsPerTurn - 1) / GroupsPerTurn, (thread, turn) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            int last = Math.Min((turn + 1) * GroupsPerTurn, rows.GroupCount);
            for (int g = turn * GroupsPerTurn; g < last; g++)
            {
                groups[thread].Rank(rows, starts[g], rows.GroupSizes[g]);
                double weight = isWeighted ? rows.Weight(starts[g]) : 1;
                for (int kind = 0; kind < kinds; kind++)
                {
                    sums[thread][kind].Add(weight * figure(kind, groups[thread]));
                }

                sums[thread][kinds].Add(weight);
            }
        });
        double[] totals = ExactSum.Total(sums, collective);
        return [.. totals[..kinds].Select(total => totals[kinds] == 0 ? 0 : total / totals[kinds])];
    }

    private static ExactSum[] Empty(int count, double bound, long terms) =>
        [.. Enumerable.Range(0, count).Select(_ => new ExactSum(bound, terms))];

    private static long[] Starts(PredictedRows rows)
    {
        var starts = new long[rows.GroupCount];
        long next = 0;
        for (int g = 0; g < starts.Length; g++)
        {
            starts[g] = next;
            next += rows.GroupSizes[g];
        }

        return starts;
    }
}
