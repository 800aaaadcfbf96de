using Escala.DuckDb.Native;

namespace Escala.DuckDb.Files;

/// <summary>The columns of a table or query, by DuckDB's type names.</summary>
internal static class ColumnTypes
{
    /// <summary>The columns that a query yields, without running it.</summary>
    /// <param name="session">Where to ask.</param>
    /// <param name="select">The query.</param>
    public static List<DataColumn> Describe(DuckDbSession session, string select) => session.List(
        $"SELECT column_name, column_type FROM (DESCRIBE {select})",
        (stream, row) => Column(stream.Text(0, row)!, stream.Text(1, row)!));

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">DuckDB's name of its type.</param>
    public static DataColumn Column(string name, string type) => new() { Name = name, StoredType = type, Type = Classify(type) };

    /// <summary>Whether DuckDB holds it as whole numbers.</summary>
    /// <param name="column">The column.</param>
    public static bool IsWholeNumber(DataColumn column) =>
        column.StoredType.EndsWith("INT", StringComparison.Ordinal) || column.StoredType == "INTEGER";

    private static ColumnType Classify(string type) => type switch
    {
        _ when type.StartsWith("ENUM(", StringComparison.Ordinal) => ColumnType.Text,
        _ when type.EndsWith(']') => ColumnType.Other,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" => ColumnType.Number,
        "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => ColumnType.Number,
        "FLOAT" or "DOUBLE" => ColumnType.Number,
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => ColumnType.Number,
        "BOOLEAN" => ColumnType.Boolean,
        // A JSON column holds values of several kinds; numbers among strings are read as strings.
        "VARCHAR" or "UUID" or "JSON" => ColumnType.Text,
        "DATE" or "TIME" or "TIME_NS" or "TIME WITH TIME ZONE" => ColumnType.Timestamp,
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ColumnType.Timestamp,
        _ => ColumnType.Other,
    };
}
