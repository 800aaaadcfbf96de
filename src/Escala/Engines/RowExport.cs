using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines;

/// <summary>
/// The operator that writes rows to files for other systems, block after block: no more than one block of each part is in memory.
/// Each rank hands over <see cref="RowsFile"/> and, where the data have them, <see cref="LabelsFile"/>, <see cref="WeightsFile"/>
/// and <see cref="GroupsFile"/>; these are of the training rows. For the other parts see <see cref="FileOf"/>.
/// </summary>
public sealed class RowExport : IOperator<RowExportOptions, RowExportResult>
{
    /// <summary>The file of rows: NPY, float32 (rows, features), as they were read; NaN for missing values that are kept.</summary>
    public const string RowsFile = "rows.npy";

    /// <summary>The file of labels: NPY, float32 (rows, 1); for a text label the indices of the categories.</summary>
    public const string LabelsFile = "labels.npy";

    /// <summary>The file of weights: NPY, float32 (rows, 1).</summary>
    public const string WeightsFile = "weights.npy";

    /// <summary>The file of groups: NPY, float32 (rows, 1), whole numbers; rows of a group follow one another.</summary>
    public const string GroupsFile = "groups.npy";

    /// <inheritdoc/>
    public static OperatorContract<RowExportOptions, RowExportResult> Contract { get; } =
        new("row-export", 1, RowExportJson.Default.RowExportOptions, RowExportJson.Default.RowExportResult);

    /// <summary>The name of a file for a part of the rows: <c>rows.npy</c>, <c>rows-validation.npy</c>, <c>rows-test.npy</c>.</summary>
    /// <param name="file">The name for training rows.</param>
    /// <param name="part">The part.</param>
    public static string FileOf(string file, RowPart part)
    {
        ArgumentNullException.ThrowIfNull(file);
        return part switch
        {
            RowPart.Training => file,
            RowPart.Validation => $"{Path.GetFileNameWithoutExtension(file)}-validation.npy",
            RowPart.Test => $"{Path.GetFileNameWithoutExtension(file)}-test.npy",
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part."),
        };
    }

    /// <inheritdoc/>
    public RowExportResult Run(RowExportOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        long[] counts;
        using (rank.Reporter.BeginPhase(Phase.Load))
        {
            counts = [.. Write(Parts(options, rank.Data.Plan.Selection), rank, cancellationToken), rank.Data.Counts.Dropped];
        }

        rank.Collective.Sum(counts);
        return new RowExportResult { Rows = counts[0], ValidationRows = counts[1], TestRows = counts[2], DroppedRows = counts[3] };
    }

    private static RowPart[] Parts(RowExportOptions options, RowSelection selection)
    {
        RowPart[] validation = options.WritesAllParts && selection.ValidationThreshold != 0 ? [RowPart.Validation] : [];
        RowPart[] test = options.WritesAllParts && selection.TestThreshold != 0 ? [RowPart.Test] : [];
        return [RowPart.Training, .. validation, .. test];
    }

    /// <summary>Writes and hands over the files of some parts.</summary>
    /// <returns>The rows of each part there is.</returns>
    private static long[] Write(RowPart[] parts, RankContext rank, CancellationToken cancellationToken)
    {
        var counts = new long[(int)RowPart.Test + 1];
        var files = new RowExportFiles?[counts.Length];
        try
        {
            foreach (RowPart part in parts)
            {
                files[(int)part] = new RowExportFiles(rank.Reporter.Scratch, part, rank.Data.Plan);
            }

            foreach (SplitBlock split in RowSplit.Partition(rank.Data.Read(cancellationToken), rank.Data.Plan.Selection))
            {
                using Block block = split.Block;
                files[(int)split.Part]?.Write(block);
                rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows));
            }
        }
        finally
        {
            foreach (RowExportFiles? part in files)
            {
                part?.Dispose();
            }
        }

        foreach (RowPart part in parts)
        {
            RowExportFiles written = files[(int)part]!;
            counts[(int)part] = written.Rows;
            foreach (string name in written.Names)
            {
                rank.Reporter.AddFile(name, Path.Combine(rank.Reporter.Scratch, name));
            }
        }

        return counts;
    }
}
