namespace Escala.Data;

/// <summary>Collects the distinct strings of text columns over all files of a plan.</summary>
internal static class TextCategories
{
    /// <summary>The most categories of a column: their indices are float32, which holds whole numbers up to here exactly.</summary>
    public const int Most = 1 << 24;

    /// <summary>The column with its categories; another one as it is.</summary>
    /// <param name="column">The column; null for none.</param>
    /// <param name="plan">The data.</param>
    /// <param name="reader">Reads the plan's files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="most">The most categories there may be.</param>
    /// <exception cref="DatasetException">There are more categories.</exception>
    public static DataColumn? Complete(
        DataColumn? column, DataPlan plan, IPieceReader reader, CancellationToken cancellationToken, int most = Most) =>
        column is { Type: ColumnType.Text, Categories: null }
            ? column with { Categories = Collect(column, plan, reader, most, cancellationToken) }
            : column;

    private static string[] Collect(
        DataColumn column, DataPlan plan, IPieceReader reader, int most, CancellationToken cancellationToken)
    {
        var merged = new SortedSet<string>(StringComparer.Ordinal);
        foreach (DataPiece piece in plan.PiecesOf(0, 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            PieceRequest request = plan.RequestFor(piece, column);
            merged.UnionWith(reader.ReadCategories(request, cancellationToken));
            if (merged.Count > most)
            {
                throw new DatasetException(
                    $"Column '{column.Name}' of {request.File.Path} must have at most {most} categories, but has {merged.Count}. "
                    + "Leave it out, or group its values with --sql.");
            }
        }

        return [.. merged];
    }
}
