namespace Escala.Data;

/// <summary>Turns what a reader found and what was asked for into a plan.</summary>
internal static class DatasetPlanner
{
    /// <summary>Makes the plan.</summary>
    /// <param name="reader">Reads the files.</param>
    /// <param name="description">What it found.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOptionsException">A block would be too large.</exception>
    /// <exception cref="DatasetException">The data do not have what was asked for.</exception>
    public static Dataset Plan(
        IPieceReader reader, DataDescription description, DatasetOptions options, CancellationToken cancellationToken)
    {
        var columns = new ColumnChoice(description, options, reader.SupportsSql);
        CheckBlockSize(options, columns.Features.Count);
        var plan = new DataPlan
        {
            Files = description.Files,
            Query = options.Sql,
            Sql = description.Sql,
            Features = columns.Features,
            Label = columns.Label,
            Weights = columns.Weights,
            Group = columns.Group,
            Missing = options.Missing,
            Selection = Selection(reader, description.Files, options, cancellationToken),
            BlockRows = options.BlockRows,
        };

        plan = plan with
        {
            Label = TextCategories.Complete(plan.Label, plan, reader, cancellationToken),
            Group = TextCategories.Complete(plan.Group, plan, reader, cancellationToken),
        };
        return new Dataset(
            plan.Group is null ? plan : plan with { Files = new GroupCuts(plan, reader).Find(cancellationToken) }, reader);
    }

    private static void CheckBlockSize(DatasetOptions options, int features)
    {
        int most = int.MaxValue / features / 64 * 64;
        if (options.BlockRows > most)
        {
            throw new InvalidOptionsException(
                $"BlockRows of DatasetOptions must be at most {most} for data with {features} features, but was {options.BlockRows}. " +
                "Read fewer rows at a time.");
        }
    }

    private static RowSelection Selection(
        IPieceReader reader, IReadOnlyList<DataFile> files, DatasetOptions options, CancellationToken cancellationToken)
    {
        ulong sample = ulong.MaxValue;
        if (options.SampleRows is long sampleRows)
        {
            long rows = files.Sum(file => file.Rows ?? reader.CountRows(file, cancellationToken));
            sample = SampleThreshold.Find(options.Seed, sampleRows, rows, cancellationToken);
        }

        // Scaling by 2^64 is exact, and a fraction below 1 stays below 2^64.
        return new RowSelection
        {
            Seed = options.Seed,
            SampleThreshold = sample,
            TestThreshold = (ulong)Math.ScaleB(options.TestFraction, 64),
            ValidationThreshold = (ulong)Math.ScaleB(options.ValidationFraction, 64),
        };
    }
}
