using Escala.DuckDb.Native;
using Escala.DuckDb.Predictions;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb;

/// <summary>
/// Writes predictions as one Parquet or CSV file: the columns <c>row</c> (0-based over all files of the data), <c>label</c> and
/// <c>distance</c>, then the kept columns of the data, in the order of the rows. Memory is bounded; disk is used beyond it. The
/// file appears when it is complete, in one step: nothing half-written is left on an error or a cancellation.
/// </summary>
public sealed class PredictionWriter
{
    private static readonly string[] s_ownColumns = ["row", "label", "distance"];
    private readonly string _path;
    private readonly string _format;
    private readonly IReadOnlyList<string> _keep;

    /// <summary>Checks what can be checked before the predicting starts.</summary>
    /// <param name="path">The file to write, which ends in <c>.parquet</c> or <c>.csv</c>; an existing file is replaced.</param>
    /// <param name="keep">The names of the columns of the data to write too. Default null: none.</param>
    /// <exception cref="InvalidOptionsException">
    /// The ending is another, the folder cannot be written, or a kept column is named twice or as one of the predictions.
    /// </exception>
    public PredictionWriter(string path, IReadOnlyList<string>? keep = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = Path.GetFullPath(path);
        _format = Path.GetExtension(path).ToLowerInvariant().TrimStart('.');
        _keep = keep ?? [];
        string[] faults = [.. new[] { EndingFault(), FolderFault() }.Concat(KeepFaults()).OfType<string>()];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>Checks that the data have the columns to keep, which is better known before a long prediction than after.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The data lack a kept column, or their format cannot be kept from.</exception>
    public void RequireColumns(DataPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_keep.Count > 0)
        {
            new KeptColumns(plan, _keep, SqlText.Unused("escala_row", _keep)).Require(cancellationToken);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="parts">
    /// The files of the ranks, together one record per row. Quickest where row numbers rise within and over the parts.
    /// </param>
    /// <param name="rowCount">The number of rows in all parts, as the ranks counted them.</param>
    /// <param name="plan">The data that were predicted, whose columns are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The data lack a kept column, or cannot be read.</exception>
    /// <exception cref="EscalaException">A part is cut short, or the file cannot be written.</exception>
    public void Write(IReadOnlyList<string> parts, long rowCount, DataPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(plan);
        using var scratch = new ScratchFolder();
        string unfinished = Beside();
        try
        {
            SessionSettings settings = SessionSettings.ForWholeData(Environment.ProcessorCount, scratch.Path) with
            {
                MemoryBytes = 1L << 29,
                Database = Path.Combine(scratch.Path, "predictions.duckdb"),
            };
            using (DuckDbSession session = DuckDbSession.Open(settings, cancellationToken))
            {
                bool isAscending = Append(session, parts, rowCount, cancellationToken);
                string select = Select(session, isAscending, plan, cancellationToken);
                string options = _format == "csv" ? "FORMAT csv, HEADER true" : "FORMAT parquet";
                session.Execute($"COPY ({select}) TO {SqlText.Literal(unfinished)} ({options})");
            }

            File.Move(unfinished, _path, overwrite: true);
        }
        catch (Exception error) when (error is DuckDbFailure or IOException or UnauthorizedAccessException)
        {
            throw new EscalaException($"{_path} cannot be written: {error.Message}", error);
        }
        finally
        {
            // Deleting throws where the folder has gone, and would hide why.
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private static bool Append(DuckDbSession session, IReadOnlyList<string> parts, long rowCount, CancellationToken cancellationToken)
    {
        long count = 0;
        using var appender = new PredictionAppender(session);
        foreach (string part in parts)
        {
            using var reader = new PredictionPartReader(part);
            while (reader.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                appender.Append(reader.Rows, reader.Labels, reader.Distances);
                count += reader.Count;
            }
        }

        appender.Complete();
        return count == rowCount
            ? appender.IsAscending
            : throw new EscalaException($"The ranks' files must hold {rowCount} predictions, but hold {count}. Predict again.");
    }

    private string Select(DuckDbSession session, bool isAscending, DataPlan plan, CancellationToken cancellationToken)
    {
        if (_keep.Count == 0)
        {
            return $"SELECT * FROM predictions{(isAscending ? "" : " ORDER BY \"row\"")}";
        }

        string row = SqlText.Unused("escala_row", _keep);
        string kept = new KeptColumns(plan, _keep, row).Load(session, cancellationToken);
        string columns = string.Join(", ", _keep.Select(name => $"kept.{SqlText.Identifier(name)}"));
        return $"SELECT predictions.*, {columns} FROM predictions LEFT JOIN {kept} AS kept "
            + $"ON kept.{SqlText.Identifier(row)} = predictions.\"row\" ORDER BY predictions.\"row\"";
    }

    private string? EndingFault() => _format is "parquet" or "csv"
        ? null
        : $"Path of {nameof(PredictionWriter)} must end in .parquet or .csv, but was {_path}. Choose one of the two.";

    private string? FolderFault()
    {
        if (Directory.Exists(_path))
        {
            return $"Path of {nameof(PredictionWriter)} must be a file, but {_path} is a folder. Add a file name.";
        }

        try
        {
            new FileStream(Beside(), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"Path of {nameof(PredictionWriter)} must be in a folder that can be written, but was {_path}: {error.Message} "
                + "Choose another.";
        }
    }

    private IEnumerable<string> KeepFaults()
    {
        var seen = new HashSet<string>(s_ownColumns, StringComparer.OrdinalIgnoreCase);
        string constraint = $"Keep of {nameof(PredictionWriter)} must name each column once and none of {string.Join(", ", s_ownColumns)}";
        return _keep.Where(name => !seen.Add(name)).Select(name => $"{constraint}, but has \"{name}\". Leave it out.");
    }

    // In the same folder, so that moving it into place is one step.
    private string Beside() => Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}");
}
