using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>A file as the table <c>data</c>.</summary>
/// <param name="List">The select list.</param>
/// <param name="Source">What to select from.</param>
/// <param name="LazyNames">Finds the names of its columns, by a look at the file where nothing else tells them.</param>
internal sealed record DataScan(string List, string Source, Lazy<IReadOnlyList<string>> LazyNames)
{
    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Names => LazyNames.Value;

    /// <summary>The select that reads it.</summary>
    public string Select => $"SELECT {List} FROM {Source}";

    /// <summary>All columns with their own types, for a query to work on.</summary>
    /// <param name="session">Where to look at the file.</param>
    /// <param name="scan">The file.</param>
    public static DataScan ForQuery(DuckDbSession session, FileScan scan)
    {
        if (scan.IsPipe)
        {
            return ForQueryOfPipe(session, scan);
        }

        if (!scan.IsJson && scan.CsvNames is null)
        {
            return new DataScan("*", scan.AsFound(), NamesOf(session, scan.AsFound()));
        }

        List<DataColumn> columns = ColumnTypes.Describe(session, $"SELECT * FROM {scan.AsFoundInAllRows()}");
        var names = new Lazy<IReadOnlyList<string>>([.. columns.Select(column => column.Name)]);
        if (scan.IsJson && !columns.Exists(column => column.Type == ColumnType.Timestamp))
        {
            // The types are known now; only dates may need the look at all rows again, which finds out how they are written.
            string typed = scan.WithTypes(columns.ConvertAll(column => KeyValuePair.Create(column.Name, column.StoredType)));
            return new DataScan("*", typed, names);
        }

        List<DataColumn> whole = scan.CsvNames is null ? [] : columns.FindAll(ColumnTypes.IsWholeNumber);
        if (whole.Count == 0)
        {
            return new DataScan("*", scan.AsFoundInAllRows(), names);
        }

        string text = scan.WithTypes([.. whole.Select(column => KeyValuePair.Create(column.Name, "VARCHAR"))]);
        return new DataScan(ListOf(whole), text, names);
    }

    /// <summary>
    /// Some columns as training takes them. Numbers of text files are read as DOUBLE, which a late 1.5 after whole numbers does
    /// not harm. Of JSON only these columns are read.
    /// </summary>
    /// <param name="session">Where to look at the file.</param>
    /// <param name="scan">The file.</param>
    /// <param name="columns">The columns.</param>
    public static DataScan ForColumns(DuckDbSession session, FileScan scan, IEnumerable<DataColumn> columns)
    {
        var types = columns.DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => ScanType(column.Type));
        string source = scan.WithTypes(types);
        Lazy<IReadOnlyList<string>> names = scan.CsvNames is { } csvNames ? new(csvNames) : NamesOf(session, source);
        return new DataScan("*", source, names);
    }

    // The first rows of the file tell the types of all its rows, in whichever part of it they are.
    private static DataScan ForQueryOfPipe(DuckDbSession session, FileScan scan)
    {
        SniffedColumns sniffed = SniffedColumns.Read(session, scan);
        string source = scan.FromPipe(
            sniffed.Columns.Select(column => KeyValuePair.Create(
                column.Name, ColumnTypes.IsWholeNumber(column) ? "VARCHAR" : column.StoredType)),
            sniffed.DateOptions);
        return new DataScan(ListOf(sniffed.Columns.FindAll(ColumnTypes.IsWholeNumber)), source, new(scan.CsvNames!));
    }

    private static string ListOf(List<DataColumn> whole) =>
        whole.Count == 0 ? "*" : $"* REPLACE ({string.Join(", ", whole.Select(WholeNumber))})";

    private static Lazy<IReadOnlyList<string>> NamesOf(DuckDbSession session, string source) =>
        new(() => ColumnTypes.Describe(session, $"SELECT * FROM {source}").ConvertAll(column => column.Name));

    private static string ScanType(ColumnType type) => type switch
    {
        ColumnType.Number => "DOUBLE",
        ColumnType.Boolean => "BOOLEAN",
        _ => "VARCHAR",
    };

    // DuckDB rounds a late 1.5 in a column that began with whole numbers; that must not pass in silence.
    private static string WholeNumber(DataColumn column)
    {
        string name = SqlText.Identifier(column.Name);
        string fault = SqlText.Literal($"Column \"{column.Name}\" began with whole numbers, but later holds ");
        return $"CASE WHEN contains({name}, '.') OR contains(lower({name}), 'e') THEN error({fault} || {name}) "
            + $"ELSE CAST({name} AS {column.StoredType}) END AS {name}";
    }
}
