using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines.Conformance.Operators;

/// <param name="Passes">How often the data is read, at least 1.</param>
internal sealed record ColumnTotalsOptions(int Passes = 1);

/// <param name="Rows">The rows of all ranks, once per pass.</param>
/// <param name="RowNumbers">The sum of all row numbers, once per pass.</param>
/// <param name="Totals">The sum of each column of integers over all ranks and passes.</param>
/// <param name="Largest">The largest value of each column.</param>
/// <param name="RowsByRank">The rows of each rank.</param>
/// <param name="Scratch">Rank 0's scratch folder.</param>
internal sealed record ColumnTotalsResult(
    long Rows, long RowNumbers, long[] Totals, float[] Largest, long[] RowsByRank, string Scratch);

/// <summary>Adds up columns of integers: reading, all three collectives and several phases.</summary>
internal sealed class ColumnTotals : IOperator<ColumnTotalsOptions, ColumnTotalsResult>
{
    public static OperatorContract<ColumnTotalsOptions, ColumnTotalsResult> Contract { get; } = new(
        "test-column-totals", 1, ConformanceJson.Default.ColumnTotalsOptions, ConformanceJson.Default.ColumnTotalsResult);

    public ColumnTotalsResult Run(ColumnTotalsOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        int features = rank.Data.Plan.Features.Count;
        long[] totals = new long[features];
        float[] largest = [.. Enumerable.Repeat(float.MinValue, features)];
        long[] counts = new long[2];
        for (int pass = 0; pass < options.Passes; pass++)
        {
            // The phase comes once per pass: its figures are added up.
            using IDisposable phase = rank.Reporter.BeginPhase(Phase.Load);
            foreach (Block block in rank.Data.Read(cancellationToken))
            {
                using (block)
                {
                    Add(block, totals, largest, counts);
                    rank.Reporter.Report(new PhaseProgress(counts[0]));
                }
            }
        }

        File.WriteAllText(Path.Combine(rank.Reporter.Scratch, "left-over.txt"), "scratch");
        rank.Reporter.BeginPhase(Phase.Fit);
        long[][] rowsByRank = rank.Collective.Gather<long>([counts[0]]);
        rank.Collective.Sum(totals);
        rank.Collective.Sum(counts);
        using (rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            rank.Collective.Max(largest);
        }

        return new ColumnTotalsResult(
            counts[0], counts[1], totals, largest, [.. rowsByRank.Select(rows => rows[0])], rank.Reporter.Scratch);
    }

    private static void Add(Block block, long[] totals, float[] largest, long[] counts)
    {
        for (int row = 0; row < block.RowCount; row++)
        {
            Span<float> values = block.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                totals[i] += (long)values[i];
                largest[i] = Math.Max(largest[i], values[i]);
            }

            counts[1] += block.RowNumbers[row];
        }

        counts[0] += block.RowCount;
    }
}
