using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>What a query makes of files: applied to each piece where it can be, else run as a whole into one file.</summary>
/// <param name="sql">The query.</param>
/// <param name="files">All files.</param>
/// <param name="filled">Those with rows, at least one; they agree in their columns.</param>
internal sealed class QueryDescription(string sql, IReadOnlyList<DataFile> files, IReadOnlyList<DataFile> filled)
{
    /// <summary>Finds out, and runs the query where it must be.</summary>
    /// <param name="newResult">Gives the name of a file for the result.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The query has an error, or yields no rows or columns of the same name.</exception>
    public DataDescription Describe(Func<string> newResult, CancellationToken cancellationToken)
    {
        using DuckDbSession session = DuckDbSession.Open(new SessionSettings { Threads = Environment.ProcessorCount }, cancellationToken);
        DataQuery query;
        List<DataColumn> columns;
        bool isPlain;
        try
        {
            query = DataQuery.Parse(session, sql);
            session.Execute($"CREATE TEMP VIEW data AS {AllFiles(session)}");
            columns = ColumnTypes.Describe(session, query.Printed(session));
            isPlain = query.IsPlain(session, ColumnTypes.Describe(session, "data"));
            RequireDistinct(columns);
            if (isPlain && session.List($"SELECT 1 FROM ({query.Printed(session)}) LIMIT 1", (_, _) => 0).Count == 0)
            {
                throw NoRows();
            }
        }
        catch (DuckDbFailure failure)
        {
            throw OfQuery(failure);
        }

        return isPlain
            ? new DataDescription { Files = files, Columns = columns, Sql = sql }
            : RunAsWhole(query, newResult(), cancellationToken);
    }

    // One thread: sums of floating-point numbers and ties in an order then come out the same each time.
    private DataDescription RunAsWhole(DataQuery query, string path, CancellationToken cancellationToken)
    {
        SessionSettings settings = SessionSettings.ForWholeData(1, Path.GetDirectoryName(path)!);
        using DuckDbSession session = DuckDbSession.Open(settings, cancellationToken);
        try
        {
            session.Execute($"CREATE TEMP VIEW data AS {AllFiles(session)}");
            session.Execute($"COPY ({query.Printed(session)}) TO {SqlText.Literal(path)} (FORMAT parquet)");
        }
        catch (DuckDbFailure failure)
        {
            IEnumerable<DatasetException?> faults = filled.Select(file => ReadFailure.OfText(file, sql, failure, cancellationToken));
            throw faults.FirstOrDefault(fault => fault is not null) ?? OfQuery(failure);
        }

        FileFacts result = FileFacts.Read(session, path);
        return result.IsEmpty ? throw NoRows() : new DataDescription { Files = [result.File], Columns = result.Columns };
    }

    // Each file by itself, and then united: a list of files would get the types of the first one.
    private string AllFiles(DuckDbSession session) => string.Join(
        " UNION ALL ", filled.Select(file => DataScan.ForQuery(session, new FileScan(file.Path, file.Format)).Select));

    private static void RequireDistinct(List<DataColumn> columns)
    {
        string? twice = columns
            .GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new DatasetException($"The SQL yields two columns named \"{twice}\". Give each a name of its own with AS.");
        }
    }

    private DatasetException NoRows() => new($"The SQL yields no rows: {sql}");

    private DatasetException OfQuery(DuckDbFailure failure)
    {
        string others = files.Count > 1 ? $" and {files.Count - 1} more" : "";
        return new DatasetException($"The SQL cannot be run over {files[0].Path}{others}. DuckDB says: {failure.Message}", failure);
    }
}
