namespace Escala.Data;

/// <summary>
/// Reads NPY files: arrays of numbers or bools of shape (rows, features) or (rows), row-major or column-major. Columns are named
/// x0, x1, ... where nobody names them otherwise.
/// </summary>
internal sealed class NpyReader : IPieceReader
{
    private const string Format = "npy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats { get; } = [Format];

    /// <inheritdoc/>
    public bool SupportsSql => false;

    /// <inheritdoc/>
    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken)
    {
        if (sql is not null)
        {
            throw new DatasetException($"{paths[0]}: NPY files cannot be queried with SQL. Leave the query out.");
        }

        NpyHeader? first = null;
        var files = new List<DataFile>();
        foreach (string path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (DataFile file, NpyHeader header) = Describe(path);
            first ??= header;
            if (header.Columns != first.Columns)
            {
                throw new DatasetException(
                    $"{path} has {header.Columns} columns, but {paths[0]} has {first.Columns}. Name files with the same columns.");
            }

            files.Add(file);
        }

        return new DataDescription { Files = files, Columns = [.. Enumerable.Range(0, first!.Columns).Select(i => Column(first, i))] };
    }

    /// <inheritdoc/>
    public long CountRows(DataFile file, CancellationToken cancellationToken) => Describe(file.OpenedPath).File.Rows!.Value;

    /// <inheritdoc/>
    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken) =>
        new NpyRows(request, Describe(request.File.OpenedPath).Header, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>No column of an NPY file is text.</remarks>
    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken) => [];

    /// <inheritdoc/>
    /// <remarks>No column of an NPY file is text.</remarks>
    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken) => null;

    private static DataColumn Column(NpyHeader header, int index) => new()
    {
        Name = $"x{index}",
        Type = header.Type.IsBoolean ? ColumnType.Boolean : ColumnType.Number,
        StoredType = header.Type.Name,
    };

    private static (DataFile File, NpyHeader Header) Describe(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        NpyHeader header = NpyHeader.Read(stream, path);
        if (header.Columns == 0)
        {
            throw new DatasetException($"{path} has no columns: its shape is ({header.Rows}, 0). Write it with at least one.");
        }

        Int128 wanted = header.DataStart + header.DataBytes;
        if (stream.Length < wanted)
        {
            throw new DatasetException(
                $"{path} is truncated: ({header.Rows}, {header.Columns}) values of type {header.Type.Name} take {wanted} bytes, " +
                $"but it has {stream.Length}. Copy or write it again.");
        }

        return (new DataFile { Path = path, Format = Format, Bytes = stream.Length, Rows = header.Rows }, header);
    }
}
