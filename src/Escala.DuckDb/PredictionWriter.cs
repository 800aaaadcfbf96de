using Escala.DuckDb.Native;
using Escala.DuckDb.Predictions;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb;

/// <summary>
/// Writes predictions as one Parquet or CSV file: the column <c>row</c> (0-based over all files of the data), the columns of
/// the predictions, then the kept columns of the data, in the order of the rows. Memory is bounded; disk is used beyond it. The
/// file appears when it is complete, in one step: nothing half-written is left on an error or a cancellation.
/// </summary>
public sealed class PredictionWriter
{
    private const string RowColumn = "row";
    private const string FileColumn = "file";
    private readonly string _path;
    private readonly string _format;
    private readonly IReadOnlyList<PredictionColumn> _columns;
    private readonly IReadOnlyList<string> _keep;

    /// <summary>Checks what can be checked before the predicting starts.</summary>
    /// <param name="path">The file to write, which ends in <c>.parquet</c> or <c>.csv</c>; an existing file is replaced.</param>
    /// <param name="columns">The columns of the predictions, at least one, of different names, none of them <c>row</c>.</param>
    /// <param name="keep">The names of the columns of the data to write too. Default null: none.</param>
    /// <exception cref="InvalidOptionsException">
    /// The ending is another, the folder cannot be written, or two columns have one name (in small or capital letters).
    /// </exception>
    public PredictionWriter(string path, IReadOnlyList<PredictionColumn> columns, IReadOnlyList<string>? keep = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        if (columns.Any(column => column.Type == PredictionColumnType.Category != column.Categories is { Count: > 0 }))
        {
            throw new ArgumentException("Columns of categories, and no others, must have at least one category.", nameof(columns));
        }

        _path = Path.GetFullPath(path);
        _format = Path.GetExtension(path).ToLowerInvariant().TrimStart('.');
        _columns = columns;
        _keep = keep ?? [];
        string[] faults = [.. new[] { EndingFault(), FolderFault() }.Concat(ColumnFaults()).OfType<string>()];
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
    /// The files of the ranks, together one record per row, with one value per column. Quickest where row numbers rise within and over the parts.
    /// </param>
    /// <param name="rowCount">The number of rows in all parts, as the ranks counted them.</param>
    /// <param name="plan">The data that were predicted, whose columns are kept.</param>
    /// <param name="files">The file that each row was read from, for the column <c>file</c> after <c>row</c>; none for no such column.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The data lack a kept column, or cannot be read.</exception>
    /// <exception cref="EscalaException">A part is cut short, or the file cannot be written.</exception>
    public void Write(
        IReadOnlyList<string> parts, long rowCount, DataPlan plan, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(files);
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
                string select = Select(session, isAscending, plan, files, scratch, cancellationToken);
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

    private bool Append(DuckDbSession session, IReadOnlyList<string> parts, long rowCount, CancellationToken cancellationToken)
    {
        long count = 0;
        using var appender = new PredictionAppender(session, _columns);
        foreach (string part in parts)
        {
            using var reader = new PredictionPartReader(part, _columns.Count);
            while (reader.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                appender.Append(reader);
                count += reader.Count;
            }
        }

        appender.Complete();
        return count == rowCount
            ? appender.IsAscending
            : throw new EscalaException($"The ranks' files must hold {rowCount} predictions, but hold {count}. Predict again.");
    }

    private string Select(
        DuckDbSession session, bool isAscending, DataPlan plan, IReadOnlyList<string> files, ScratchFolder scratch, CancellationToken cancellationToken)
    {
        List<string> columns = [$"predictions.\"{RowColumn}\"", .. _columns.Select(Expression)];
        string joins = "";
        if (files.Count > 0)
        {
            columns.Insert(1, $"names.\"{FileColumn}\"");
            joins += $" JOIN {NamesTable(files, scratch)} AS names ON names.\"{RowColumn}\" = predictions.\"{RowColumn}\"";
        }

        if (_keep.Count > 0)
        {
            string row = SqlText.Unused("escala_row", _keep);
            string kept = new KeptColumns(plan, _keep, row).Load(session, cancellationToken);
            columns.AddRange(_keep.Select(name => $"kept.{SqlText.Identifier(name)}"));
            joins += $" LEFT JOIN {kept} AS kept ON kept.{SqlText.Identifier(row)} = predictions.\"{RowColumn}\"";
        }

        string order = isAscending && joins.Length == 0 ? "" : $" ORDER BY predictions.\"{RowColumn}\"";
        return $"SELECT {string.Join(", ", columns)} FROM predictions{joins}{order}";
    }

    private static string NamesTable(IReadOnlyList<string> files, ScratchFolder scratch)
    {
        string path = Path.Combine(scratch.Path, "names.csv");
        File.WriteAllLines(path, files.Select((file, row) => $"{row},\"{file.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return $"read_csv({SqlText.Literal(path)}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
            + $"columns = {{'{RowColumn}': 'BIGINT', '{FileColumn}': 'VARCHAR'}})";
    }

    private static string Expression(PredictionColumn column)
    {
        string name = SqlText.Identifier(column.Name);
        return column.Categories is { } categories
            ? $"list_extract({SqlText.List(categories)}, predictions.{name} + 1) AS {name}"
            : $"predictions.{name}";
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

    private IEnumerable<string> ColumnFaults()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { RowColumn };
        foreach (string name in _columns.Select(column => column.Name).Where(name => !seen.Add(name)))
        {
            yield return $"Columns of {nameof(PredictionWriter)} must have different names, none of them {RowColumn}, "
                + $"but has \"{name}\". Give it another with --sql.";
        }

        string constraint = $"Keep of {nameof(PredictionWriter)} must name each column once and none of the predictions";
        foreach (string name in _keep.Where(name => !seen.Add(name)))
        {
            yield return $"{constraint}, but has \"{name}\". Leave it out.";
        }
    }

    // In the same folder, so that moving it into place is one step.
    private string Beside() => Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}");
}
