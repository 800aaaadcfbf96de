using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>Reads what <see cref="ShippedRows"/> wrote: the blocks that the data's own reader would give for the same pieces.</summary>
internal sealed class ShippedReader : IPieceReader
{
    private readonly Dictionary<(string Path, long StartRow, long? EndRow), (string File, ShippedPiece Piece)> _pieces = [];

    /// <summary>Opens files of shipped rows.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="DatasetException">One is cut short or damaged.</exception>
    public ShippedReader(params IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            foreach (ShippedPiece piece in Pieces(path))
            {
                _pieces[(piece.Path, piece.StartRow, piece.EndRow)] = (path, piece);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>It reads rows of any format, but only those that were sent.</remarks>
    public IReadOnlyList<string> Formats { get; } = [];

    /// <inheritdoc/>
    /// <remarks>The query was applied before.</remarks>
    public bool SupportsSql => true;

    /// <inheritdoc/>
    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken) =>
        _pieces.TryGetValue((request.File.Path, request.StartRow, request.EndRow), out (string File, ShippedPiece Piece) found)
            ? new ShippedPieceRows(found.File, found.Piece, request, cancellationToken)
            : throw NotSent(request.File.Path);

    /// <inheritdoc/>
    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken) => throw NotSent(paths[0]);

    /// <inheritdoc/>
    public long CountRows(DataFile file, CancellationToken cancellationToken) => file.Rows ?? throw NotSent(file.Path);

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken) => throw NotSent(request.File.Path);

    /// <inheritdoc/>
    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken) => throw NotSent(request.File.Path);

    /// <summary>The exception for a file of shipped rows that is not as it was written.</summary>
    /// <param name="path">The file.</param>
    public static DatasetException Damaged(string path) => new($"{path}, rows that the driver has sent, is cut short or damaged. Send them again.");

    private static DatasetException NotSent(string path) => new($"These rows of {path} were not sent to this worker. Send them with --ship.");

    private static IReadOnlyList<ShippedPiece> Pieces(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        Span<byte> end = stackalloc byte[ShippedFormat.EndBytes];
        if (stream.Length < ShippedFormat.HeaderBytes + ShippedFormat.EndBytes)
        {
            throw Damaged(path);
        }

        stream.Seek(-ShippedFormat.EndBytes, SeekOrigin.End);
        stream.ReadExactly(end);
        long start = BinaryPrimitives.ReadInt64LittleEndian(end);
        int length = BinaryPrimitives.ReadInt32LittleEndian(end[8..]);
        if (BinaryPrimitives.ReadUInt64LittleEndian(end[16..]) != ShippedFormat.Magic
            || start < ShippedFormat.HeaderBytes
            || start + length != stream.Length - ShippedFormat.EndBytes)
        {
            throw Damaged(path);
        }

        byte[] list = new byte[length];
        stream.Seek(start, SeekOrigin.Begin);
        stream.ReadExactly(list);
        return ShippedFormat.Checksum(list) == BinaryPrimitives.ReadUInt32LittleEndian(end[12..]) ? ShippedPiece.Read(list) : throw Damaged(path);
    }
}
