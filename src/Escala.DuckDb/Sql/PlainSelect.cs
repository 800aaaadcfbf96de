using System.Text.Json.Nodes;

namespace Escala.DuckDb.Sql;

/// <summary>The shape of a query that is nothing but a select list and a filter over <c>data</c>.</summary>
internal static class PlainSelect
{
    /// <summary>Whether the query has that shape, its expressions aside.</summary>
    /// <param name="node">The node of a statement, as DuckDB serialises it.</param>
    public static bool Matches(JsonNode node) =>
        (string?)node["type"] == "SELECT_NODE"
        && IsEmpty(node["modifiers"])
        && IsEmpty(node["cte_map"]!["map"])
        && IsEmpty(node["group_expressions"])
        && IsEmpty(node["group_sets"])
        && (string?)node["aggregate_handling"] == "STANDARD_HANDLING"
        && node["having"] is null
        && node["qualify"] is null
        && node["sample"] is null
        && IsData(node["from_table"]!);

    private static bool IsData(JsonNode table) =>
        (string?)table["type"] == "BASE_TABLE"
        && string.Equals((string?)table["table_name"], "data", StringComparison.OrdinalIgnoreCase)
        && (string?)table["schema_name"] == ""
        && (string?)table["catalog_name"] == ""
        && table["sample"] is null
        && table["at_clause"] is null
        && IsEmpty(table["column_name_alias"]);

    private static bool IsEmpty(JsonNode? list) => list is null || list.AsArray().Count == 0;
}
