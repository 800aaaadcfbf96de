using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>What DuckDB takes a CSV file for after a look at its first rows.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="DateOptions">How dates and times are written, as the reader's options take it.</param>
internal sealed record SniffedColumns(List<DataColumn> Columns, IReadOnlyList<string> DateOptions)
{
    /// <summary>Looks.</summary>
    /// <param name="session">Where.</param>
    /// <param name="scan">The file.</param>
    public static SniffedColumns Read(DuckDbSession session, FileScan scan)
    {
        string sql = $"""
            SELECT c.name, c.type, DateFormat, TimestampFormat
            FROM (SELECT unnest(Columns) AS c, DateFormat, TimestampFormat FROM {scan.Sniffed()})
            """;
        List<(DataColumn Column, string? Date, string? Timestamp)> rows = session.List(
            sql,
            (stream, row) => (ColumnTypes.Column(stream.Text(0, row)!, stream.Text(1, row)!), stream.Text(2, row), stream.Text(3, row)));
        List<string> options = [];
        if (rows[0].Date is { } date)
        {
            options.Add($"dateformat = {SqlText.Literal(date)}");
        }

        if (rows[0].Timestamp is { } timestamp)
        {
            options.Add($"timestampformat = {SqlText.Literal(timestamp)}");
        }

        return new SniffedColumns(rows.ConvertAll(row => row.Column), options);
    }
}
