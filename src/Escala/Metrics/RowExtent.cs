using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>What the ranks must agree on before they add up exactly: how many rows there are and how large their values.</summary>
internal sealed class RowExtent
{
    private RowExtent(long rowCount, long groupCount, float label, float score, float weight)
    {
        RowCount = rowCount;
        GroupCount = groupCount;
        LargestLabel = label;
        LargestScore = score;
        LargestWeight = weight;
        WeightScale = float.IsFinite(weight) ? FixedPoint.Scale(weight, Math.Max(rowCount, 1)) : double.NaN;
    }

    /// <summary>The rows of all ranks.</summary>
    public long RowCount { get; }

    /// <summary>The groups of all ranks.</summary>
    public long GroupCount { get; }

    /// <summary>The largest |label|; infinity where one is not finite.</summary>
    public double LargestLabel { get; }

    /// <summary>The largest |score|; infinity where one is not finite.</summary>
    public double LargestScore { get; }

    /// <summary>The largest weight; 1 where each row counts once.</summary>
    public double LargestWeight { get; }

    /// <summary>
    /// What weights are multiplied by to be whole numbers, whose sums are exact and fit 62 bits. Weights lose what is below 2^-38 of
    /// the largest with ten million rows, 2^-31 with a billion; equal weights and small whole numbers lose nothing.
    /// </summary>
    public double WeightScale { get; }

    /// <summary>Whether every label, score and weight is a finite number.</summary>
    public bool IsFinite => double.IsFinite(LargestLabel + LargestScore + LargestWeight);

    /// <summary>Looks at the rows; all ranks together.</summary>
    public static RowExtent Measure(PredictedRows rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        uint[][] largest = RowChunks.PerThread(team, () => new uint[3]);
        RowChunks.ForEach(
            rows.RowCount,
            team,
            (thread, first, count) =>
            {
                uint[] mine = largest[thread];
                mine[0] = Math.Max(mine[0], LargestMagnitude.Bits(rows.LabelSpan(first, count)));
                mine[1] = Math.Max(mine[1], LargestMagnitude.Bits(rows.ScoreSpan(first, count)));
                mine[2] = Math.Max(mine[2], LargestMagnitude.Bits(rows.WeightSpan(first, count)));
            },
            cancellationToken);
        Span<float> magnitudes = stackalloc float[3];
        for (int i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = LargestMagnitude.Value(largest.Max(thread => thread[i]));
        }

        magnitudes[2] = HasNoWeights(rows) ? 1 : magnitudes[2];
        Span<long> counts = [rows.RowCount, rows.GroupCount];
        collective.Sum(counts);
        collective.Max(magnitudes);
        return new RowExtent(counts[0], counts[1], magnitudes[0], magnitudes[1], magnitudes[2]);
    }

    /// <summary>A rank without rows may hold no weights where the others do; it must not say 1.</summary>
    private static unsafe bool HasNoWeights(PredictedRows rows) => rows.Weights is null && rows.RowCount > 0;
}
