using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>
/// The rows of a piece as a relation: it sets up <c>data</c> in a session, applies the user's query, and gives each row its number
/// in the file where counting does not tell it.
/// </summary>
internal sealed class PieceQuery
{
    private readonly PieceRequest _request;
    private readonly FileScan _scan;

    private PieceQuery(PieceRequest request, string? pipe)
    {
        _request = request;
        _scan = new FileScan(request.File.Path, request.File.Format, pipe);
        Relation = "data";
    }

    /// <summary>What to select from.</summary>
    public string Relation { get; private set; }

    /// <summary>The column with the row numbers of the file; null where the rows follow one another from the request's first one.</summary>
    public string? RowColumn { get; private set; }

    /// <summary>Sets up a piece.</summary>
    /// <param name="session">A fresh session.</param>
    /// <param name="request">The piece.</param>
    /// <param name="withRows">Whether row numbers must be a column even where counting tells them.</param>
    /// <param name="pipe">What gives the rows of a range of bytes; null to find the rows in the file by their numbers.</param>
    /// <exception cref="DuckDbFailure">The file or the query has an error.</exception>
    public static PieceQuery Create(DuckDbSession session, PieceRequest request, bool withRows, string? pipe = null)
    {
        var piece = new PieceQuery(request, pipe);
        DataQuery? query = request.Sql is null ? null : DataQuery.Parse(session, request.Sql);
        DataScan scan = query is null
            ? DataScan.ForColumns(session, piece._scan, request.UsedColumns())
            : DataScan.ForQuery(session, piece._scan);
        bool hasRows = withRows || query is { HasFilter: true };
        if (!hasRows && piece.IsCounted)
        {
            Define(session, scan.Select);
        }
        else
        {
            string row = SqlText.Unused("escala_row", scan.Names);
            piece.RowColumn = hasRows ? row : null;
            Define(session, piece.Numbered(scan, row, hasRows));
        }

        if (query is not null)
        {
            piece.Relation = $"({(piece.RowColumn is { } hidden ? query.With(session, hidden) : query.Printed(session))})";
        }

        return piece;
    }

    // All rows from the first one on: whoever reads them counts them, and notices those that the file did not have when it was
    // described. A condition on row numbers, even one that all rows meet, takes a twentieth of the time of reading.
    private bool IsCounted => _scan.IsPipe || (_request.StartRow == 0 && (_request.EndRow is not long end || end >= _request.File.Rows));

    private bool IsUnbounded => _scan.IsPipe || _request is { StartRow: 0, EndRow: null };

    private static void Define(DuckDbSession session, string select) => session.Execute($"CREATE OR REPLACE TEMP VIEW data AS {select}");

    private string Numbered(DataScan scan, string row, bool hasRows)
    {
        string name = SqlText.Identifier(row);
        if (_scan.HasRowNumbers(scan.Names))
        {
            string select = hasRows ? (scan with { List = $"{scan.List}, file_row_number AS {name}" }).Select : scan.Select;
            return IsUnbounded ? select : $"{select} WHERE {Range("file_row_number")}";
        }

        long before = (_scan.IsPipe ? _request.StartRow : 0) - 1;
        string numbered = $"SELECT *, row_number() OVER () + ({before}) AS {name} FROM ({scan.Select})";
        return $"SELECT *{(hasRows ? "" : $" EXCLUDE ({name})")} FROM ({numbered}){(IsUnbounded ? "" : $" WHERE {Range(name)}")}";
    }

    private string Range(string row) => _request.EndRow is long end
        ? $"{row} >= {_request.StartRow} AND {row} < {end}"
        : $"{row} >= {_request.StartRow}";
}
