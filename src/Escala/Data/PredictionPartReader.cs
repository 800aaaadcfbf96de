using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>Reads what <see cref="PredictionPartWriter"/> wrote, some records at a time, as columns.</summary>
internal sealed class PredictionPartReader : IDisposable
{
    private const int MostRecords = 4096;
    private const int MostBytes = 1 << 20;

    private readonly FileStream _file;
    private readonly int _valueCount;
    private readonly int _recordBytes;
    private readonly int _capacity;
    private readonly byte[] _buffer;
    private readonly long[] _rows;
    private readonly float[] _values;

    /// <summary>Opens a part.</summary>
    /// <param name="path">The file.</param>
    /// <param name="valueCount">The values of a row, as its writer had them.</param>
    public PredictionPartReader(string path, int valueCount)
    {
        _valueCount = valueCount;
        _recordBytes = PredictionPartWriter.RecordBytes(valueCount);
        _capacity = Math.Clamp(MostBytes / _recordBytes, 1, MostRecords);
        _buffer = new byte[_capacity * _recordBytes];
        _rows = new long[_capacity];
        _values = new float[_capacity * valueCount];
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
    }

    /// <summary>The records that were read last.</summary>
    public int Count { get; private set; }

    /// <summary>Their row numbers.</summary>
    public ReadOnlySpan<long> Rows => _rows.AsSpan(0, Count);

    /// <summary>One value of each of them.</summary>
    /// <param name="index">The 0-based index of the value.</param>
    public ReadOnlySpan<float> Values(int index) => _values.AsSpan(index * _capacity, Count);

    /// <summary>Reads the next records.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="EscalaException">The file ends within a record.</exception>
    public bool Next()
    {
        int bytes = _file.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        if (bytes % _recordBytes != 0)
        {
            throw new EscalaException($"{_file.Name} must hold whole records of {_recordBytes} bytes, but is cut short. Predict again.");
        }

        Count = bytes / _recordBytes;
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> record = _buffer.AsSpan(i * _recordBytes, _recordBytes);
            _rows[i] = BinaryPrimitives.ReadInt64LittleEndian(record);
            for (int value = 0; value < _valueCount; value++)
            {
                _values[(value * _capacity) + i] = BinaryPrimitives.ReadSingleLittleEndian(record[(sizeof(long) + (value * sizeof(float)))..]);
            }
        }

        return Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
