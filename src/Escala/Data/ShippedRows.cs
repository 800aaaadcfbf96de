using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Escala.Data;

/// <summary>
/// Writes rows that only the driver has, to be sent to a rank: as they are read, before anything is refused or dropped, so that a
/// rank treats them, and speaks of them, as if it had read the files. No more than a chunk is in memory.
/// </summary>
internal sealed class ShippedRows
{
    private readonly Stream _target;
    private readonly IncrementalHash _hash;
    private readonly int _features;
    private readonly int _columns;
    private byte[] _buffer = [];
    private long _position;

    private ShippedRows(DataPlan plan, Stream target, IncrementalHash hash)
    {
        _target = target;
        _hash = hash;
        _features = plan.Features.Count;
        _columns = ShippedFormat.Columns(plan.Label is not null, plan.Weights is not null, plan.Group is not null);
    }

    /// <summary>Writes the rows of pieces.</summary>
    /// <param name="data">The data; its text columns have their categories.</param>
    /// <param name="pieces">A rank's pieces, numbered where they are ranges of bytes.</param>
    /// <param name="target">Where to; written from its position on, need not seek.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public static ShippedFile Write(Dataset data, IReadOnlyList<DataPiece> pieces, Stream target, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new ShippedRows(data.Plan, target, hash);
        writer.WriteHeader();
        List<ShippedPiece> written = [.. pieces.Select(piece => writer.Write(data, piece, cancellationToken))];
        writer.WriteEnd(written);
        return new ShippedFile(Convert.ToHexStringLower(hash.GetHashAndReset()), writer._position, written.Sum(piece => piece.Rows));
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[ShippedFormat.HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, ShippedFormat.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], _features);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], _columns);
        Put(header);
    }

    private ShippedPiece Write(Dataset data, DataPiece piece, CancellationToken cancellationToken)
    {
        DataPlan plan = data.Plan;
        long offset = _position;
        long count = 0;
        using IPieceRows rows = data.Reader.Open(plan.RequestFor(piece, Environment.ProcessorCount), cancellationToken);
        using var block = new Block(
            ShippedFormat.ChunkRows(_features), _features, plan.Label is not null, plan.Weights is not null, plan.Group is not null);
        for (bool more = true; more;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            block.RowCount = 0;
            more = rows.Read(block);
            count += block.RowCount;
            if (block.RowCount > 0)
            {
                WriteChunk(block);
            }
        }

        Put(stackalloc byte[ShippedFormat.ChunkHeaderBytes]);
        return new ShippedPiece(plan.Files[piece.FileIndex].Path, piece.StartRow, piece.EndRow, count, offset);
    }

    private void WriteChunk(Block block)
    {
        int rows = block.RowCount;
        int bytes = checked((int)ShippedFormat.ChunkBytes(rows, _features, _columns) + ShippedFormat.ChunkHeaderBytes);
        if (_buffer.Length < bytes)
        {
            _buffer = new byte[bytes];
        }

        Span<byte> rest = _buffer.AsSpan(ShippedFormat.ChunkHeaderBytes, bytes - ShippedFormat.ChunkHeaderBytes);
        ReadOnlySpan<byte> contents = rest;
        Append(ref rest, MemoryMarshal.AsBytes(block.RowNumbers[..rows]));
        Append(ref rest, MemoryMarshal.AsBytes(block.Values[..(rows * _features)]));
        Append(ref rest, Bytes(block.Labels, rows));
        Append(ref rest, Bytes(block.Weights, rows));
        Append(ref rest, Bytes(block.Groups, rows));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, rows);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(4), ShippedFormat.Checksum(contents));
        Put(_buffer.AsSpan(0, bytes));
    }

    private void WriteEnd(IReadOnlyList<ShippedPiece> pieces)
    {
        long start = _position;
        byte[] list = ShippedPiece.Write(pieces);
        Put(list);
        Span<byte> end = stackalloc byte[ShippedFormat.EndBytes];
        BinaryPrimitives.WriteInt64LittleEndian(end, start);
        BinaryPrimitives.WriteInt32LittleEndian(end[8..], list.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], ShippedFormat.Checksum(list));
        BinaryPrimitives.WriteUInt64LittleEndian(end[16..], ShippedFormat.Magic);
        Put(end);
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<float> values, int rows) =>
        MemoryMarshal.AsBytes(values.IsEmpty ? values : values[..rows]);

    private static void Append(ref Span<byte> target, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target);
        target = target[bytes.Length..];
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _target.Write(bytes);
        _hash.AppendData(bytes);
        _position += bytes.Length;
    }
}
