using System.Text.RegularExpressions;
using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>
/// Turns what DuckDB says into words that name file, row and column. Where the message does not tell them the file is searched
/// once more, on one thread, so that the first fault is found.
/// </summary>
internal static partial class ReadFailure
{
    /// <summary>The exception for a file that could not be looked at.</summary>
    /// <param name="session">Where to search.</param>
    /// <param name="file">The file.</param>
    /// <param name="failure">What DuckDB said.</param>
    public static DatasetException OfFile(DuckDbSession session, DataFile file, DuckDbFailure failure)
    {
        if (FileFormat.IsCsv(file.Format) && !UnevenRow().IsMatch(failure.Message) && FindUnevenRow(session, file) is DuckDbFailure uneven)
        {
            failure = uneven;
        }

        return Uneven(file, failure)
            ?? new DatasetException(
                $"{file.Path} cannot be read as {file.Format}; it may be damaged, cut short, or of another format. "
                + $"DuckDB says: {failure.Message}",
                failure);
    }

    /// <summary>The exception for a piece that could not be opened or read to its end.</summary>
    /// <param name="request">The piece.</param>
    /// <param name="failure">What DuckDB said.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static DatasetException OfPiece(PieceRequest request, DuckDbFailure failure, CancellationToken cancellationToken) =>
        request.StartByte is null ? OfRows(request, failure, cancellationToken) : OfBytes(request, failure, cancellationToken);

    private static DatasetException OfRows(PieceRequest request, DuckDbFailure failure, CancellationToken cancellationToken) =>
        Uneven(request.File, failure)
            ?? (FileFormat.IsParquet(request.File.Format) ? null : FindNoNumber(request, failure, cancellationToken))
            ?? FindTooLarge(request, failure, cancellationToken)
            ?? new DatasetException($"{request.File.Path} cannot be read{Query(request)}. DuckDB says: {failure.Message}", failure);

    // DuckDB's line numbers are those of the range. The file is read as a whole, which fails as it does for one rank alone.
    private static DatasetException OfBytes(PieceRequest request, DuckDbFailure failure, CancellationToken cancellationToken)
    {
        PieceRequest whole = request with { StartRow = 0, EndRow = null, StartByte = null, EndByte = null, Threads = 1 };
        try
        {
            using var reader = new DuckDbReader();
            using IPieceRows rows = reader.Open(whole, cancellationToken);
            using var block = new Block(2048, request.Features.Count, request.Label is not null, request.Weights is not null, request.Group is not null);
            while (rows.Read(block))
            {
                block.RowCount = 0;
            }
        }
        catch (DatasetException fault)
        {
            return fault;
        }

        return new DatasetException(
            $"{request.File.Path} cannot be read{Query(request)} from byte {request.StartByte} to {request.EndByte}. DuckDB says: {failure.Message}",
            failure);
    }

    /// <summary>The exception for a text file whose values a query could not be run over; null where the file is not to blame.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sql">The query.</param>
    /// <param name="failure">What DuckDB said.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static DatasetException? OfText(DataFile file, string sql, DuckDbFailure failure, CancellationToken cancellationToken) =>
        FileFormat.IsParquet(file.Format)
            ? null
            : FindNoNumber(new PieceRequest { File = file, Features = [], Sql = sql }, failure, cancellationToken);

    private static string Query(PieceRequest request) => request.Sql is null ? "" : $" with the SQL {request.Sql}";

    private static DatasetException? Uneven(DataFile file, DuckDbFailure failure)
    {
        Match match = UnevenRow().Match(failure.Message);
        if (!match.Success)
        {
            return null;
        }

        GroupCollection parts = match.Groups;
        return new DatasetException(
            $"Row {long.Parse(parts["line"].Value) - 1} of {file.Path} must have {parts["expected"].Value} values as the header has, "
            + $"but has {parts["found"].Value}: {parts["text"].Value}. Correct or remove it.",
            failure);
    }

    private static DuckDbFailure? FindUnevenRow(DuckDbSession session, DataFile file)
    {
        try
        {
            session.Execute("SET threads = 1");
            session.List($"SELECT count(*) FROM {new FileScan(file.Path, file.Format).CsvAsText()}", (_, _) => 0);
            return null;
        }
        catch (DuckDbFailure failure)
        {
            return failure;
        }
    }

    // A text file whose first 20,480 rows looked like numbers: the first later value that is none.
    private static DatasetException? FindNoNumber(PieceRequest request, DuckDbFailure failure, CancellationToken cancellationToken)
    {
        var scan = new FileScan(request.File.Path, request.File.Format);
        return Search(request.File, failure, "must be a number", session =>
        {
            List<DataColumn> columns = request.Sql is null
                ? request.UsedColumns()
                : ColumnTypes.Describe(session, $"SELECT * FROM {scan.AsFound()}");
            columns = [.. columns.Where(column => column.Type == ColumnType.Number).DistinctBy(column => column.Name)];
            string source = scan.CsvNames is null
                ? scan.WithTypes([.. columns.Select(column => KeyValuePair.Create(column.Name, "VARCHAR"))])
                : scan.CsvAsText();
            string row = SqlText.Unused("escala_row", scan.CsvNames ?? columns.ConvertAll(column => column.Name));
            string numbered = $"(SELECT *, row_number() OVER () - 1 AS {SqlText.Identifier(row)} FROM {source})";
            return (numbered, row, columns.ConvertAll(column => (column.Name, Fault(column, request.Sql is not null))));
        }, cancellationToken);

        static string Fault(DataColumn column, bool wholeOnly)
        {
            string name = SqlText.Identifier(column.Name);
            string decimals = wholeOnly && ColumnTypes.IsWholeNumber(column)
                ? $" OR contains({name}, '.') OR contains(lower({name}), 'e')"
                : "";
            return $"{name} IS NOT NULL AND (TRY_CAST({name} AS DOUBLE) IS NULL{decimals})";
        }
    }

    // A number of 64 bits that is beyond float32.
    private static DatasetException? FindTooLarge(PieceRequest request, DuckDbFailure failure, CancellationToken cancellationToken) =>
        Search(request.File, failure, "must be a number within float32's range of 3.4e38", session =>
        {
            PieceQuery piece = PieceQuery.Create(session, request, withRows: true);
            List<DataColumn> numbers = request.UsedColumns().FindAll(column => column.Type == ColumnType.Number);
            return (piece.Relation, piece.RowColumn!, numbers.ConvertAll(column =>
            {
                string name = SqlText.Identifier(column.Name);
                return (column.Name, $"{name} IS NOT NULL AND TRY_CAST({name} AS FLOAT) IS NULL");
            }));
        }, cancellationToken);

    private static DatasetException? Search(
        DataFile file,
        DuckDbFailure failure,
        string constraint,
        Func<DuckDbSession, (string Relation, string Row, List<(string Column, string Fault)> Columns)> where,
        CancellationToken cancellationToken)
    {
        using DuckDbSession session = DuckDbSession.Open(new SessionSettings { Threads = 1 }, cancellationToken);
        try
        {
            (string relation, string row, List<(string Column, string Fault)> columns) = where(session);
            foreach ((string column, string fault) in columns)
            {
                string list = $"{SqlText.Identifier(row)}, CAST({SqlText.Identifier(column)} AS VARCHAR)";
                TextValue? found = session.List(
                    $"SELECT {list} FROM {relation} WHERE {fault} LIMIT 1",
                    (stream, i) => new TextValue(stream.Int64(0, i), stream.Text(1, i)!)).FirstOrDefault();
                if (found is not null)
                {
                    return new DatasetException(
                        $"Column \"{column}\" of {file.Path} {constraint}, but was {found.Text} in row {found.Row + 1}. "
                        + "Correct the value or leave it empty.",
                        failure);
                }
            }
        }
        catch (DuckDbFailure)
        {
            // The search met a fault of its own; the first one, which the caller holds, says more.
        }

        return null;
    }

    [GeneratedRegex(
        @"CSV Error on Line: (?<line>\d+)\s+Original Line: (?<text>.*)\s+"
        + @"Expected Number of Columns: (?<expected>\d+) Found: (?<found>\d+)")]
    private static partial Regex UnevenRow();
}
