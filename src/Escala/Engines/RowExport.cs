using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines;

/// <summary>
/// The operator that writes the training rows to files for other systems, block after block: no more than one block is in memory.
/// Each rank hands over <see cref="RowsFile"/> and, where rows have weights, <see cref="WeightsFile"/>.
/// </summary>
public sealed class RowExport : IOperator<RowExportOptions, RowExportResult>
{
    /// <summary>The file of rows: NPY, float32 (rows, features), as they were read.</summary>
    public const string RowsFile = "rows.npy";

    /// <summary>The file of weights: NPY, float32 (rows, 1).</summary>
    public const string WeightsFile = "weights.npy";

    /// <inheritdoc/>
    public static OperatorContract<RowExportOptions, RowExportResult> Contract { get; } =
        new("row-export", 1, RowExportJson.Default.RowExportOptions, RowExportJson.Default.RowExportResult);

    /// <inheritdoc/>
    public RowExportResult Run(RowExportOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        DataPlan plan = rank.Data.Plan;
        long[] counts = new long[2];
        using (rank.Reporter.BeginPhase(Phase.Load))
        {
            string rows = Path.Combine(rank.Reporter.Scratch, RowsFile);
            string? weights = plan.Weights is null ? null : Path.Combine(rank.Reporter.Scratch, WeightsFile);
            counts[0] = Write(rank, rows, weights, cancellationToken);
            counts[1] = rank.Data.Counts.Dropped;
            rank.Reporter.AddFile(RowsFile, rows);
            if (weights is not null)
            {
                rank.Reporter.AddFile(WeightsFile, weights);
            }
        }

        rank.Collective.Sum(counts);
        return new RowExportResult { Rows = counts[0], DroppedRows = counts[1] };
    }

    private static long Write(RankContext rank, string rowsPath, string? weightsPath, CancellationToken cancellationToken)
    {
        using var rows = new NpyWriter(rowsPath, rank.Data.Plan.Features.Count);
        using NpyWriter? weights = weightsPath is null ? null : new NpyWriter(weightsPath, 1);
        foreach (SplitBlock part in RowSplit.Partition(rank.Data.Read(cancellationToken), rank.Data.Plan.Selection))
        {
            using Block block = part.Block;
            if (part.Part == RowPart.Training)
            {
                rows.Write(block.Values[..(block.RowCount * block.FeatureCount)]);
                weights?.Write(block.Weights[..block.RowCount]);
            }

            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows));
        }

        return rows.Rows;
    }
}
