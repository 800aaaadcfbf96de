using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>The rows of a piece that was shipped.</summary>
internal sealed class ShippedPieceRows : IPieceRows
{
    private readonly string _path;
    private readonly CancellationToken _cancellationToken;
    private readonly FileStream _stream;
    private readonly int _features;
    private readonly int _columns;
    private long _rowsLeft;
    private byte[] _chunk = [];
    private int _rows;
    private int _next;

    public ShippedPieceRows(string path, ShippedPiece piece, PieceRequest request, CancellationToken cancellationToken)
    {
        _path = path;
        _cancellationToken = cancellationToken;
        _features = request.Features.Count;
        _columns = ShippedFormat.Columns(request.Label is not null, request.Weights is not null, request.Group is not null);
        _rowsLeft = piece.Rows;
        _stream = DataFileStream.Open(path);
        try
        {
            RequireHeader();
            _stream.Seek(piece.Offset, SeekOrigin.Begin);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Read(Block block)
    {
        while (block.RowCount < block.Capacity && (_next < _rows || NextChunk()))
        {
            int count = Math.Min(block.Capacity - block.RowCount, _rows - _next);
            Copy(block, count);
            block.RowCount += count;
            _next += count;
        }

        return _next < _rows || _rowsLeft > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void RequireHeader()
    {
        Span<byte> header = stackalloc byte[ShippedFormat.HeaderBytes];
        if (_stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(header) != ShippedFormat.Magic
            || BinaryPrimitives.ReadInt32LittleEndian(header[8..]) != _features
            || BinaryPrimitives.ReadInt32LittleEndian(header[12..]) != _columns)
        {
            throw ShippedReader.Damaged(_path);
        }
    }

    private bool NextChunk()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_rowsLeft == 0)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[ShippedFormat.ChunkHeaderBytes];
        Fill(header);
        int rows = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (rows < 1 || rows > Math.Min(_rowsLeft, ShippedFormat.MostRows))
        {
            throw ShippedReader.Damaged(_path);
        }

        int bytes = checked((int)ShippedFormat.ChunkBytes(rows, _features, _columns));
        if (_chunk.Length < bytes)
        {
            _chunk = new byte[bytes];
        }

        Fill(_chunk.AsSpan(0, bytes));
        if (ShippedFormat.Checksum(_chunk.AsSpan(0, bytes)) != BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))
        {
            throw ShippedReader.Damaged(_path);
        }

        _rows = rows;
        _next = 0;
        _rowsLeft -= rows;
        return true;
    }

    private void Fill(Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw ShippedReader.Damaged(_path);
        }
    }

    private void Copy(Block block, int count)
    {
        int start = block.RowCount;
        ReadOnlySpan<byte> rest = _chunk;
        Take<long>(ref rest, 1).Slice(_next, count).CopyTo(block.RowNumbers[start..]);
        Take<float>(ref rest, _features).Slice(_next * _features, count * _features).CopyTo(block.Values[(start * _features)..]);
        CopyColumn(ref rest, block.Labels, start, count);
        CopyColumn(ref rest, block.Weights, start, count);
        CopyColumn(ref rest, block.Groups, start, count);
    }

    private void CopyColumn(ref ReadOnlySpan<byte> rest, Span<float> target, int start, int count)
    {
        if (!target.IsEmpty)
        {
            Take<float>(ref rest, 1).Slice(_next, count).CopyTo(target[start..]);
        }
    }

    private ReadOnlySpan<T> Take<T>(ref ReadOnlySpan<byte> rest, int perRow)
        where T : unmanaged
    {
        int count = _rows * perRow;
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(rest)[..count];
        rest = rest[MemoryMarshal.AsBytes(values).Length..];
        return values;
    }
}
