using Escala.Data;
using Escala.Engines;
using Escala.Measurement;

namespace Histogram;

/// <summary>Counts the values of the first feature in bins of equal width between its smallest and its largest value.</summary>
public sealed class ColumnHistogram : IOperator<ColumnHistogramOptions, ColumnHistogramResult>
{
    public static OperatorContract<ColumnHistogramOptions, ColumnHistogramResult> Contract { get; } = new(
        "example-column-histogram", 1, HistogramJson.Default.ColumnHistogramOptions, HistogramJson.Default.ColumnHistogramResult);

    public ColumnHistogramResult Run(ColumnHistogramOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        // Every rank sees its own rows only. What all of them need to know goes through the collective.
        float[] range = [float.NegativeInfinity, float.NegativeInfinity];
        using (rank.Reporter.BeginPhase(Phase.Prepare))
        {
            foreach (float value in Values(rank, cancellationToken))
            {
                range[0] = Math.Max(range[0], -value);
                range[1] = Math.Max(range[1], value);
            }

            rank.Collective.Max(range);
        }

        (float low, float high) = (-range[0], range[1]);
        long[] counts = new long[options.Bins];
        using (rank.Reporter.BeginPhase(Phase.Fit))
        {
            double width = Math.Max((double)high - low, double.Epsilon);
            foreach (float value in Values(rank, cancellationToken))
            {
                counts[Math.Min((int)((value - low) / width * options.Bins), options.Bins - 1)]++;
            }

            rank.Collective.Sum(counts);
        }

        return new ColumnHistogramResult(low, high, counts);
    }

    private static IEnumerable<float> Values(RankContext rank, CancellationToken cancellationToken)
    {
        long rows = 0;
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            using (block)
            {
                for (int row = 0; row < block.RowCount; row++)
                {
                    yield return block.Row(row)[0];
                }

                rank.Reporter.Report(new PhaseProgress(rows += block.RowCount));
            }
        }
    }
}
