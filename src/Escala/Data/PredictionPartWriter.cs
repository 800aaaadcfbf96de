using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>
/// Writes one rank's predictions as records, little endian: global row number (int64), then the values (float32 each). The driver
/// joins the ranks' files, in the order of the ranks, to what the user asked for.
/// </summary>
internal sealed class PredictionPartWriter : IDisposable
{
    private readonly FileStream _stream;
    private readonly int _valueCount;
    private readonly int _recordBytes;
    private byte[] _buffer = [];

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <param name="valueCount">The values of a row, at least 1.</param>
    public PredictionPartWriter(string path, int valueCount)
    {
        _valueCount = valueCount;
        _recordBytes = RecordBytes(valueCount);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
    }

    /// <summary>The bytes of a record.</summary>
    /// <param name="valueCount">The values of a row.</param>
    public static int RecordBytes(int valueCount) => sizeof(long) + (valueCount * sizeof(float));

    /// <summary>Appends predictions.</summary>
    /// <param name="rows">The global row numbers.</param>
    /// <param name="values">Row-major (rows, values).</param>
    public void Write(ReadOnlySpan<long> rows, ReadOnlySpan<float> values)
    {
        int bytes = checked(rows.Length * _recordBytes);
        if (_buffer.Length < bytes)
        {
            _buffer = new byte[bytes];
        }

        ReadOnlySpan<byte> rest = MemoryMarshal.AsBytes(values);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<byte> record = _buffer.AsSpan(i * _recordBytes, _recordBytes);
            BinaryPrimitives.WriteInt64LittleEndian(record, rows[i]);
            rest[..(_valueCount * sizeof(float))].CopyTo(record[sizeof(long)..]);
            rest = rest[(_valueCount * sizeof(float))..];
        }

        _stream.Write(_buffer, 0, bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
