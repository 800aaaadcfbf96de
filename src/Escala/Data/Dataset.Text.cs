namespace Escala.Data;

public sealed partial class Dataset
{
    /// <summary>
    /// Refuses text features. Rows are read only where there are some, to name the first value that is not a number.
    /// </summary>
    /// <param name="algorithm">Who needs numbers, as the message's first word: <c>K-means</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">Features hold text; each is named.</exception>
    public void RequireNumericFeatures(string algorithm, CancellationToken cancellationToken = default)
    {
        string[] faults = [.. Plan.Features
            .Where(column => column.Type == ColumnType.Text)
            .Select(column => TextFault(column, cancellationToken))];
        if (faults.Length > 0)
        {
            throw new DatasetException(string.Join(
                Environment.NewLine,
                [$"{algorithm} needs numbers.", .. faults, "Name numeric columns with --features, or turn it into a number with --sql."]));
        }
    }

    private string TextFault(DataColumn column, CancellationToken cancellationToken)
    {
        foreach (DataPiece piece in Plan.PiecesOf(0, 1))
        {
            PieceRequest request = Plan.RequestFor(piece, column);
            if (Reader.FindText(request, cancellationToken) is { } found)
            {
                return $"Column '{column.Name}' of {request.File.Path} holds text: row {found.Row + 1} is '{found.Text}'.";
            }
        }

        return $"Column '{column.Name}' of {Plan.Files[0].Path} holds numbers written as text ({column.StoredType}).";
    }
}
