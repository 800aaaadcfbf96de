using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>How DuckDB reads one file, as the text of a table function.</summary>
internal sealed class FileScan
{
    private readonly string _path;
    private readonly string _format;
    private readonly string? _pipe;
    private readonly CsvHeader? _header;

    /// <summary>Prepares the reading of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its ending.</param>
    /// <param name="pipe">What gives some rows of the file, a CSV file, without its names; null to read the whole file.</param>
    /// <exception cref="DatasetException">It is a CSV file without column names.</exception>
    public FileScan(string path, string format, string? pipe = null)
    {
        _path = path;
        _pipe = pipe;
        _format = format;
        _header = FileFormat.IsCsv(format) ? CsvHeader.Read(path, format) : null;
    }

    /// <summary>The column names of a CSV file, or null.</summary>
    public IReadOnlyList<string>? CsvNames => _header?.Names;

    /// <summary>Whether some rows are read from a pipe, which can be read once, so that DuckDB may not look at them first.</summary>
    public bool IsPipe => _pipe is not null;

    /// <summary>Whether it is JSON.</summary>
    public bool IsJson => _header is null && !FileFormat.IsParquet(_format);

    /// <summary>
    /// Whether DuckDB knows the row numbers of the file: Parquet's, unless a column has taken the name of the hidden one.
    /// </summary>
    /// <param name="names">The names of the file's columns.</param>
    public bool HasRowNumbers(IEnumerable<string> names) =>
        FileFormat.IsParquet(_format) && !names.Contains("file_row_number", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads with the types that the file states, or that its first 20,480 rows suggest.</summary>
    public string AsFound() => WithTypes([]);

    /// <summary>
    /// Reads with the types found in all rows. Only JSON needs it: there DuckDB would round a late 1.5 in a column that began
    /// with whole numbers, and its options cannot set the type of a single column.
    /// </summary>
    public string AsFoundInAllRows() => IsJson ? Call("read_json", JsonFormat, "sample_size = -1") : AsFound();

    /// <summary>Reads some columns with given types. Of JSON it yields these columns only.</summary>
    /// <param name="types">The columns and their types; those of Parquet are what they are.</param>
    public string WithTypes(IReadOnlyCollection<KeyValuePair<string, string>> types)
    {
        if (IsPipe)
        {
            return FromPipe(types);
        }

        if (FileFormat.IsParquet(_format))
        {
            return Call("read_parquet");
        }

        string options = SqlText.Types(types);
        return IsJson
            ? types.Count == 0 ? Call("read_json", JsonFormat) : Call("read_json", JsonFormat, $"columns = {options}")
            : types.Count == 0 ? Call("read_csv", CsvOptions()) : Call("read_csv", CsvOptions(), $"types = {options}");
    }

    /// <summary>Reads every value of a CSV file as text, without a look at the rows first.</summary>
    public string CsvAsText() => Call(_path, "read_csv", [Undetected("true"), Columns([])]);

    /// <summary>Reads the rows of the pipe with given types, and as text where none is given.</summary>
    /// <param name="types">The columns and their types.</param>
    /// <param name="options">How dates are written, as the reader's options take it.</param>
    public string FromPipe(IEnumerable<KeyValuePair<string, string>> types, params IEnumerable<string> options) =>
        Call(_pipe!, "read_csv", [Undetected("false"), Columns(types), .. options]);

    /// <summary>What DuckDB finds out by a look at the first rows of the file: its columns, and how dates are written.</summary>
    public string Sniffed() => $"sniff_csv({SqlText.Literal(_path)}, {CsvOptions()})";

    private string Undetected(string header) => $"auto_detect = false, header = {header}, buffer_size = 8000000, {Dialect()}";

    private string Columns(IEnumerable<KeyValuePair<string, string>> types)
    {
        var known = types.ToDictionary();
        return $"columns = {SqlText.Types(_header!.Names.Select(name => KeyValuePair.Create(name, known.GetValueOrDefault(name, "VARCHAR"))))}";
    }

    private string JsonFormat => _format is "json" or "json.gz" ? "format = 'auto'" : "format = 'newline_delimited'";

    private string CsvOptions() => $"header = true, names = {SqlText.List(_header!.Names)}, buffer_size = 8000000, {Dialect()}";

    // Nothing is left to DuckDB's guess, which would skip rows before one that is too long.
    private string Dialect() =>
        $"delim = {SqlText.Literal(_header!.Separator.ToString())}, quote = '\"', escape = '\"', comment = '', skip = 0, "
        + "null_padding = false";

    // A folder named key=value must not become a column.
    private string Call(string function, params IEnumerable<string> options) => Call(_path, function, options);

    private static string Call(string path, string function, IEnumerable<string> options) =>
        $"{function}({SqlText.Literal(path)}, {string.Join(", ", options.Append("hive_partitioning = false"))})";
}
