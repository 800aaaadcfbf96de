using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Sums over the rows of all ranks of terms times weights, exact but for the rounding of each term.</summary>
internal sealed class RowSums
{
    /// <summary>The rows whose terms are made at a time: they stay in the first cache.</summary>
    public const int BlockRows = 512;

    private RowSums(double weight, double[] terms)
    {
        Weight = weight;
        Terms = terms;
    }

    /// <summary>Makes the terms of one kind of some rows.</summary>
    /// <param name="kind">The 0-based kind.</param>
    /// <param name="first">The first row.</param>
    /// <param name="terms">Takes one term per row.</param>
    public delegate void TermMaker(int kind, long first, Span<double> terms);

    /// <summary>The sum of the weights.</summary>
    public double Weight { get; }

    /// <summary>Per kind the sum of terms times weights.</summary>
    public double[] Terms { get; }

    /// <summary>The weighted mean of a kind; 0 where all weights are 0, as XGBoost has it.</summary>
    public double Mean(int kind) => Weight == 0 ? 0 : Terms[kind] / Weight;

    /// <summary>Adds up; all ranks together.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="extent">What all ranks have.</param>
    /// <param name="bounds">Per kind an upper bound of |term|, finite.</param>
    /// <param name="makeTerms">Makes the terms, on any thread.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every chunk.</param>
    public static RowSums Compute(
        PredictedRows rows,
        RowExtent extent,
        double[] bounds,
        TermMaker makeTerms,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        ExactSum[][] sums = RowChunks.PerThread(team, () => Empty(extent, bounds));
        RowChunks.ForEach(
            rows.RowCount,
            team,
            (thread, first, count) => AddChunk(rows, makeTerms, sums[thread], first, count),
            cancellationToken);
        double[] totals = ExactSum.Total(sums, collective);
        return new RowSums(totals[^1], totals[..^1]);
    }

    private static ExactSum[] Empty(RowExtent extent, double[] bounds)
    {
        long terms = Math.Max(extent.RowCount, 1);
        return
        [
            .. bounds.Select(bound => new ExactSum(bound * extent.LargestWeight, terms)),
            new ExactSum(extent.LargestWeight, terms),
        ];
    }

    private static void AddChunk(PredictedRows rows, TermMaker makeTerms, ExactSum[] sums, long first, int count)
    {
        Span<double> block = stackalloc double[BlockRows];
        for (int done = 0; done < count; done += BlockRows)
        {
            Span<double> terms = block[..Math.Min(BlockRows, count - done)];
            ReadOnlySpan<float> weights = rows.WeightSpan(first + done, terms.Length);
            for (int kind = 0; kind < sums.Length - 1; kind++)
            {
                makeTerms(kind, first + done, terms);
                ExactTerms.Add(terms, weights, ref sums[kind]);
            }

            terms.Fill(1);
            ExactTerms.Add(terms, weights, ref sums[^1]);
        }
    }
}
