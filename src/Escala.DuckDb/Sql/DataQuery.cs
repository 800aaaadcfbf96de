using System.Text.Json.Nodes;
using Escala.DuckDb.Native;

namespace Escala.DuckDb.Sql;

/// <summary>
/// A user's query over the table <c>data</c>, as DuckDB's own parser understands it. A plain one, a projection and filter whose
/// value in a row depends on that row alone, can be applied to each piece; any other one must see all rows at once.
/// </summary>
internal sealed class DataQuery
{
    private readonly JsonObject _tree;

    private DataQuery(string text, JsonObject tree)
    {
        Text = text;
        _tree = tree;
    }

    /// <summary>The query as the user wrote it.</summary>
    public string Text { get; }

    /// <summary>Whether rows may be left out.</summary>
    public bool HasFilter => Node["where_clause"] is not null;

    private JsonNode Node => _tree["statements"]![0]!["node"]!;

    /// <summary>Parses a query.</summary>
    /// <param name="session">Whose parser to use.</param>
    /// <param name="sql">The query.</param>
    /// <exception cref="DatasetException">It has an error, or is not one SELECT.</exception>
    public static DataQuery Parse(DuckDbSession session, string sql)
    {
        string json = session.List($"SELECT json_serialize_sql({SqlText.Literal(sql)})", (stream, row) => stream.Text(0, row)!)[0];
        JsonObject tree = JsonNode.Parse(json)!.AsObject();
        if (tree["error"]!.GetValue<bool>())
        {
            throw new DatasetException($"The SQL has an error: {FullMessage(session, sql, tree)}");
        }

        int count = tree["statements"]!.AsArray().Count;
        return count == 1
            ? new DataQuery(sql, tree)
            : throw new DatasetException($"The SQL must be one SELECT statement, but was {count}. Give one query over the table data.");
    }

    /// <summary>Whether the query can be applied to each piece.</summary>
    /// <param name="session">Knows the functions.</param>
    /// <param name="columns">The columns of <c>data</c>.</param>
    public bool IsPlain(DuckDbSession session, IEnumerable<DataColumn> columns)
    {
        var expressions = new ExpressionCheck(columns.Select(column => column.Name));
        return PlainSelect.Matches(Node)
            && expressions.Accepts(Node["select_list"]!.AsArray())
            && expressions.Accepts(Node["where_clause"])
            && AreConsistent(session, expressions.Functions);
    }

    /// <summary>The query as text that also yields a hidden column of <c>data</c>, as its last one.</summary>
    /// <param name="session">Whose printer to use.</param>
    /// <param name="hidden">The column, which no star of the query yields.</param>
    public string With(DuckDbSession session, string hidden)
    {
        JsonNode tree = _tree.DeepClone();
        JsonArray list = tree["statements"]![0]!["node"]!["select_list"]!.AsArray();
        foreach (JsonNode? star in list.Where(item => (string?)item!["class"] == "STAR"))
        {
            star!["exclude_list"]!.AsArray().Add((JsonNode)hidden);
        }

        list.Add((JsonNode)new JsonObject
        {
            ["class"] = "COLUMN_REF",
            ["type"] = "COLUMN_REF",
            ["alias"] = "",
            ["column_names"] = new JsonArray(hidden),
        });
        return Print(session, tree);
    }

    /// <summary>The query as text that can stand in parentheses: without comments or a semicolon at its end.</summary>
    /// <param name="session">Whose printer to use.</param>
    public string Printed(DuckDbSession session) => Print(session, _tree);

    private static string Print(DuckDbSession session, JsonNode tree) => session.List(
        $"SELECT json_deserialize_sql({SqlText.Literal(tree.ToJsonString())})", (stream, row) => stream.Text(0, row)!)[0];

    // Preparing a text that does not parse runs nothing, and gives the message with the place of the error.
    private static string FullMessage(DuckDbSession session, string sql, JsonObject tree)
    {
        string message = tree["error_message"]!.GetValue<string>();
        if ((string?)tree["error_type"] != "parser")
        {
            return $"{message} Give one SELECT over the table data.";
        }

        try
        {
            session.Stream(sql).Dispose();
            return message;
        }
        catch (DuckDbFailure failure)
        {
            return failure.Message;
        }
    }

    private static bool AreConsistent(DuckDbSession session, IReadOnlyCollection<string> functions) =>
        functions.Count == 0 || session.List(
            $"""
            SELECT function_name FROM duckdb_functions()
            WHERE list_contains({SqlText.List(functions)}, lower(function_name)) AND function_type IN ('scalar', 'aggregate', 'macro')
            GROUP BY 1 HAVING bool_and(function_type = 'scalar' AND stability = 'CONSISTENT')
            """,
            (_, _) => 0).Count == functions.Count;
}
