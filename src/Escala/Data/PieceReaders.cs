namespace Escala.Data;

/// <summary>The readers that a process has, and which of them reads a plan.</summary>
internal static class PieceReaders
{
    /// <summary>The given readers and then the core's own.</summary>
    /// <param name="readers">Readers of other formats.</param>
    public static IReadOnlyList<IPieceReader> WithOwn(IReadOnlyList<IPieceReader> readers) => [.. readers, new NpyReader(), new ArrowReader()];

    /// <summary>The reader of a plan's files: the first one that knows their format, and SQL where the plan has it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="readers">Readers beside the core's own.</param>
    /// <exception cref="DatasetException">None does.</exception>
    public static IPieceReader For(DataPlan plan, IReadOnlyList<IPieceReader> readers)
    {
        if (!plan.HasFiles)
        {
            return Dataset.None.Reader;
        }

        DataFile file = plan.Files[0];
        return WithOwn(readers).FirstOrDefault(reader => reader.Formats.Contains(file.Format) && (plan.Sql is null || reader.SupportsSql))
            ?? throw new DatasetException(
                $"{file.Path} cannot be read by this worker: none of its readers knows the format {file.Format}"
                + $"{(plan.Sql is null ? "" : " and SQL")}. Send the rows with --ship, or use a worker with such a reader.");
    }
}
