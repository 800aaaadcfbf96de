using System.Globalization;
using Apache.Arrow;

namespace Escala.Data;

/// <summary>
/// Reads Arrow IPC files, in the file format (which is also Feather version 2) and in the stream format, plain or compressed by
/// LZ4 or zstd. One record batch is in memory at a time; a rank that starts in the middle of a stream reads and drops what comes
/// before.
/// </summary>
internal sealed class ArrowReader : IPieceReader
{
    private const string Format = "arrow";

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats { get; } = [Format, "arrows", "feather", "ipc"];

    /// <inheritdoc/>
    public bool SupportsSql => false;

    /// <inheritdoc/>
    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken)
    {
        if (sql is not null)
        {
            throw new DatasetException($"{paths[0]}: Arrow files cannot be queried with SQL. Leave the query out.");
        }

        DataColumn[]? first = null;
        var files = new List<DataFile>();
        foreach (string path in paths)
        {
            ArrowLayout layout = ArrowLayout.Read(path);
            DataColumn[] columns = Columns(path, layout, cancellationToken);
            first ??= columns;
            if (!columns.SequenceEqual(first))
            {
                throw new DatasetException(
                    $"{path} has the columns {List(columns)}, but {paths[0]} has {List(first)}. Name files with the same columns.");
            }

            files.Add(new DataFile
            {
                Path = path,
                Format = Format,
                Bytes = new FileInfo(path).Length,
                Rows = layout.Rows,
                RowGroups = layout.IsStream ? [0] : layout.BatchStarts,
            });
        }

        return new DataDescription { Files = files, Columns = first! };
    }

    /// <inheritdoc/>
    public long CountRows(DataFile file, CancellationToken cancellationToken) => ArrowLayout.Read(file.Path).Rows;

    /// <inheritdoc/>
    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken) =>
        new ArrowRows(request, ArrowLayout.Read(request.File.Path), cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((_, string text) in Texts(request, cancellationToken))
        {
            found.Add(text);
        }

        return [.. found];
    }

    /// <inheritdoc/>
    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken) =>
        Texts(request, cancellationToken)
            .FirstOrDefault(value => !float.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static DataColumn[] Columns(string path, ArrowLayout layout, CancellationToken cancellationToken)
    {
        using var batches = new ArrowBatches(path, layout, startRow: 0, cancellationToken);
        return [.. batches.Schema.FieldsList.Select(ArrowTypes.Column)];
    }

    private static IEnumerable<TextValue> Texts(PieceRequest request, CancellationToken cancellationToken)
    {
        ArrowLayout layout = ArrowLayout.Read(request.File.Path);
        long end = Math.Min(request.EndRow ?? layout.Rows, layout.Rows);
        using var batches = new ArrowBatches(request.File.Path, layout, request.StartRow, cancellationToken);
        int field = batches.Schema.GetFieldIndex(request.Features[0].Name);
        while (batches.MoveNext() && batches.FirstRow < end)
        {
            RecordBatch batch = batches.Current!;
            ArrowColumn column = batches.Guard(() => new ArrowColumn(batch.Column(field), categories: null));
            for (int row = (int)Math.Max(0, request.StartRow - batches.FirstRow); row < batch.Length && batches.FirstRow + row < end; row++)
            {
                int index = row;
                if (batches.Guard(() => column.Text(index)) is { } text)
                {
                    yield return new TextValue(batches.FirstRow + row, text);
                }
            }
        }
    }

    private static string List(IEnumerable<DataColumn> columns) =>
        string.Join(", ", columns.Select(column => $"{column.Name} ({column.StoredType})"));
}
