namespace Escala.DuckDb.Sql;

/// <summary>Names and strings as SQL text, whatever characters they contain.</summary>
internal static class SqlText
{
    /// <summary>A name in double quotes.</summary>
    /// <param name="name">The name.</param>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>A string in single quotes.</summary>
    /// <param name="text">The string.</param>
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>A list of strings in brackets.</summary>
    /// <param name="texts">The strings.</param>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal))}]";

    /// <summary>A struct of column names and type names, as the readers' options take it.</summary>
    /// <param name="types">The columns and their types.</param>
    public static string Types(IEnumerable<KeyValuePair<string, string>> types) =>
        $"{{{string.Join(", ", types.Select(type => $"{Literal(type.Key)}: {Literal(type.Value)}"))}}}";

    /// <summary>A name that none of the given ones equals, compared as SQL does.</summary>
    /// <param name="stem">What it begins with.</param>
    /// <param name="taken">The names that are taken.</param>
    public static string Unused(string stem, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (names.Contains(stem))
        {
            stem += "_";
        }

        return stem;
    }
}
