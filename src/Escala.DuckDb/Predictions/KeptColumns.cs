using Escala.DuckDb.Files;
using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Predictions;

/// <summary>Columns of the data that are written beside the predictions, found by the global row number.</summary>
/// <param name="plan">The data.</param>
/// <param name="names">The columns, at least one.</param>
/// <param name="rowColumn">The name of the column of row numbers, which no kept column has.</param>
internal sealed class KeptColumns(DataPlan plan, IReadOnlyList<string> names, string rowColumn)
{
    /// <summary>Checks that the data have the columns, before any work is done.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A column is not there, or the format is not one of DuckDB's.</exception>
    public void Require(CancellationToken cancellationToken)
    {
        using var reader = new DuckDbReader();
        foreach (DataFile file in plan.Files)
        {
            RequireFormat(file);
            RequireColumns(file, reader.Describe([file.Path], plan.Sql, cancellationToken).Columns);
        }
    }

    /// <summary>Copies the columns of every file into a table of its own.</summary>
    /// <param name="session">Where.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A relation of the row numbers and the columns.</returns>
    public string Load(DuckDbSession session, CancellationToken cancellationToken)
    {
        using var reader = new DuckDbReader();
        long firstRow = 0;
        for (int i = 0; i < plan.Files.Count; i++)
        {
            Load(session, plan.Files[i], $"kept_{i}", firstRow, cancellationToken);
            if (i + 1 < plan.Files.Count)
            {
                firstRow += reader.CountRows(plan.Files[i], cancellationToken);
            }
        }

        return $"({string.Join(" UNION ALL ", plan.Files.Select((_, i) => $"SELECT * FROM kept_{i}"))})";
    }

    private void Load(DuckDbSession session, DataFile file, string table, long firstRow, CancellationToken cancellationToken)
    {
        RequireFormat(file);

        // Through SQL the columns keep the types they have in the file.
        var request = new PieceRequest { File = file, Features = [], Sql = plan.Sql ?? "select * from data" };
        try
        {
            PieceQuery piece = PieceQuery.Create(session, request, withRows: true);
            RequireColumns(file, ColumnTypes.Describe(session, $"SELECT * FROM {piece.Relation}").SkipLast(1));
            session.Execute(
                $"CREATE TABLE {table} AS SELECT {SqlText.Identifier(piece.RowColumn!)} + {firstRow} AS {SqlText.Identifier(rowColumn)}, "
                + $"{string.Join(", ", names.Select(SqlText.Identifier))} FROM {piece.Relation}");
        }
        catch (DuckDbFailure failure)
        {
            throw ReadFailure.OfPiece(request, failure, cancellationToken);
        }
    }

    private static void RequireFormat(DataFile file)
    {
        if (!FileFormat.Endings.Contains(file.Format))
        {
            throw new DatasetException($"{file.Path} must be Parquet, CSV, TSV or JSON where columns are kept, but was {file.Format}.");
        }
    }

    private void RequireColumns(DataFile file, IEnumerable<DataColumn> columns)
    {
        string[] present = [.. columns.Select(column => column.Name)];
        string? missing = names.FirstOrDefault(name => !present.Contains(name));
        if (missing is not null)
        {
            throw new DatasetException(
                $"Column \"{missing}\" to keep must be one of {file.Path}, which has {string.Join(", ", present)}.");
        }
    }
}
