using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>The expressions that make float32 of columns, or float64 that <see cref="FloatChunk"/> narrows.</summary>
internal static class FloatColumns
{
    /// <summary>One expression per column. Types that hold the categories of text columns are created in the session.</summary>
    /// <param name="session">Where the columns will be read.</param>
    /// <param name="piece">What they are read from.</param>
    /// <param name="file">The file.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="DatasetException">A column is not a number, a truth value, or text with categories.</exception>
    public static List<string> Expressions(
        DuckDbSession session, PieceQuery piece, DataFile file, IReadOnlyList<DataColumn> columns)
    {
        HashSet<string> doubles = Doubles(session, piece, file);
        var expressions = new List<string>();
        for (int i = 0; i < columns.Count; i++)
        {
            string name = SqlText.Identifier(columns[i].Name);
            expressions.Add(columns[i] switch
            {
                { Type: ColumnType.Number } when doubles.Contains(columns[i].Name) => name,
                { Type: ColumnType.Number or ColumnType.Boolean } => $"CAST({name} AS FLOAT)",
                { Type: ColumnType.Text, Categories: { } categories } => Category(session, name, categories, i),
                var column => throw Refuse(file, column),
            });
        }

        return expressions;
    }

    // DuckDB's cast to FLOAT takes longer for a DOUBLE than reading it does. The types of a plan are those of its first file, and
    // for text files it takes long to learn them, and parsing takes longer than the cast.
    private static HashSet<string> Doubles(DuckDbSession session, PieceQuery piece, DataFile file) =>
        FileFormat.IsParquet(file.Format)
            ? [.. ColumnTypes.Describe(session, $"SELECT * FROM {piece.Relation}")
                .Where(column => column.StoredType == "DOUBLE")
                .Select(column => column.Name)]
            : [];

    // An ENUM numbers its values in the order of the list, keeps the order of the rows, and turns unseen values into null.
    private static string Category(DuckDbSession session, string name, IReadOnlyList<string> categories, int index)
    {
        if (categories.Count == 0)
        {
            return "CAST(NULL AS FLOAT)";
        }

        string type = $"escala_categories_{index}";
        session.Execute($"CREATE TEMP TYPE {type} AS ENUM ({string.Join(", ", categories.Select(SqlText.Literal))})");
        return $"CAST(enum_code(TRY_CAST(CAST({name} AS VARCHAR) AS {type})) AS FLOAT)";
    }

    private static DatasetException Refuse(DataFile file, DataColumn column)
    {
        string name = SqlText.Identifier(column.Name);
        string advice = column.Type switch
        {
            ColumnType.Timestamp => $"Turn it into a number with SQL: select epoch({name}) as {name} from data.",
            ColumnType.Text => "Its categories have to be read first.",
            _ => "Leave it out, or take a number from it with SQL.",
        };
        return new DatasetException($"Column \"{column.Name}\" of {file.Path} must hold numbers, but was {column.StoredType}. {advice}");
    }
}
