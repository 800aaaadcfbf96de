using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>
/// Writes one rank's predictions as records of 16 bytes, little endian: global row number (int64), label (int32), distance
/// (float32). The driver joins the ranks' files, in the order of the ranks, to what the user asked for.
/// </summary>
internal sealed class PredictionPartWriter : IDisposable
{
    /// <summary>The bytes of a record.</summary>
    public const int RecordBytes = 16;

    private readonly FileStream _stream;
    private byte[] _buffer = [];

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    public PredictionPartWriter(string path) => _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);

    /// <summary>Appends predictions.</summary>
    /// <param name="rows">The global row numbers.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="distances">One distance per row.</param>
    public void Write(ReadOnlySpan<long> rows, ReadOnlySpan<int> labels, ReadOnlySpan<float> distances)
    {
        int bytes = rows.Length * RecordBytes;
        if (_buffer.Length < bytes)
        {
            _buffer = new byte[bytes];
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Span<byte> record = _buffer.AsSpan(i * RecordBytes, RecordBytes);
            BinaryPrimitives.WriteInt64LittleEndian(record, rows[i]);
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], labels[i]);
            BinaryPrimitives.WriteSingleLittleEndian(record[12..], distances[i]);
        }

        _stream.Write(_buffer, 0, bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
