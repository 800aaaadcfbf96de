using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Files;

/// <summary>What a file tells about itself without its rows being read.</summary>
/// <param name="File">The metadata.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsEmpty">Whether it has no rows.</param>
internal sealed record FileFacts(DataFile File, IReadOnlyList<DataColumn> Columns, bool IsEmpty)
{
    /// <summary>Reads them.</summary>
    /// <param name="session">Where to read.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">The file is empty, damaged, or not what its ending says.</exception>
    public static FileFacts Read(DuckDbSession session, string path)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes == 0)
        {
            throw new DatasetException($"{path} is empty (0 bytes). Give a file with rows.");
        }

        var file = new DataFile { Path = path, Format = FileFormat.Of(path), Bytes = bytes };
        file = file with { HasByteRanges = FileFormat.IsPlainCsv(file.Format) };
        var scan = new FileScan(path, file.Format);
        try
        {
            return FileFormat.IsParquet(file.Format) ? ReadParquet(session, file, scan) : ReadText(session, file, scan);
        }
        catch (DuckDbFailure failure)
        {
            throw ReadFailure.OfFile(session, file, failure);
        }
    }

    /// <summary>Refuses columns that differ from those of the first file.</summary>
    /// <param name="first">The first file.</param>
    public void RequireColumnsOf(FileFacts first)
    {
        for (int i = 0; i < Math.Max(Columns.Count, first.Columns.Count); i++)
        {
            DataColumn? expected = first.Columns.ElementAtOrDefault(i);
            DataColumn? actual = Columns.ElementAtOrDefault(i);
            if (expected?.Name != actual?.Name || expected?.Type != actual?.Type)
            {
                throw new DatasetException(
                    $"Column {i + 1} of {File.Path} must be {Text(expected)} as in {first.File.Path}, but was {Text(actual)}. "
                    + "Give files with the same columns in the same order.");
            }
        }
    }

    private static string Text(DataColumn? column) => column is null ? "absent" : $"\"{column.Name}\" ({column.StoredType})";

    private static FileFacts ReadParquet(DuckDbSession session, DataFile file, FileScan scan)
    {
        List<DataColumn> columns = ColumnTypes.Describe(session, $"SELECT * FROM {scan.AsFound()}");
        List<long> groups = session.List(
            $"SELECT row_group_num_rows FROM parquet_metadata({SqlText.Literal(file.Path)}) WHERE column_id = 0 ORDER BY row_group_id",
            (stream, row) => stream.Int64(0, row));
        var starts = new List<long>();
        long rows = 0;
        foreach (long count in groups.Where(count => count > 0))
        {
            starts.Add(rows);
            rows += count;
        }

        return new FileFacts(file with { Rows = rows, RowGroups = starts }, columns, rows == 0);
    }

    private static FileFacts ReadText(DuckDbSession session, DataFile file, FileScan scan)
    {
        List<DataColumn> columns = ColumnTypes.Describe(session, $"SELECT * FROM {scan.AsFound()}");
        return new FileFacts(file, columns, session.List($"SELECT 1 FROM {scan.AsFound()} LIMIT 1", (_, _) => 0).Count == 0);
    }
}
