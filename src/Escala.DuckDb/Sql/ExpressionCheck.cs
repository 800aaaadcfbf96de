using System.Text.Json.Nodes;

namespace Escala.DuckDb.Sql;

/// <summary>
/// Finds expressions whose value does not depend on one row alone: aggregates, windows, subqueries, and anything not known here.
/// It also collects the functions that are called.
/// </summary>
/// <param name="columns">The names of the columns of <c>data</c>.</param>
internal sealed class ExpressionCheck(IEnumerable<string> columns)
{
    private readonly HashSet<string> _names = new(columns, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);

    /// <summary>The functions and operators that were called, in lower case.</summary>
    public IReadOnlyCollection<string> Functions => _functions;

    /// <summary>Whether every item of a select list is accepted. Names given in it may be used from then on.</summary>
    /// <param name="list">The list.</param>
    public bool Accepts(JsonArray list)
    {
        foreach (JsonNode? item in list)
        {
            _names.Add((string?)item!["alias"] ?? "");
        }

        return list.All(Accepts);
    }

    /// <summary>Whether an expression, or a part of one, is accepted with all that it contains.</summary>
    /// <param name="node">As DuckDB serialises it; null for none.</param>
    public bool Accepts(JsonNode? node) => node switch
    {
        JsonArray array => array.All(Accepts),
        JsonObject expression => AcceptsItself(expression) && expression.All(property => Accepts(property.Value)),
        _ => true,
    };

    private bool AcceptsItself(JsonObject expression) => (string?)expression["class"] switch
    {
        // Not an expression, but a part of one: a type, a constant's value, a branch of CASE.
        null => true,
        "CONSTANT" or "COMPARISON" or "CONJUNCTION" or "OPERATOR" or "CAST" or "CASE" or "BETWEEN" or "COLLATE" => true,
        "COLUMN_REF" => IsColumn(expression["column_names"]!.AsArray()),
        // COLUMNS(...) would yield the hidden column of row numbers.
        "STAR" => expression["columns"]?.GetValue<bool>() == false && expression["expr"] is null,
        "FUNCTION" => AcceptsCall(expression),
        _ => false,
    };

    // A name that is no column may be one like current_date, whose value is not the row's.
    private bool IsColumn(JsonArray path) => path.Count > 1 || _names.Contains((string)path[0]!);

    private bool AcceptsCall(JsonObject call)
    {
        _functions.Add(((string)call["function_name"]!).ToLowerInvariant());
        return call["filter"] is null
            && call["distinct"]?.GetValue<bool>() != true
            && (call["order_bys"]?["orders"] as JsonArray ?? []).Count == 0;
    }
}
