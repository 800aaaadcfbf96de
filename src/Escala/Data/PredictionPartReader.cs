using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>Reads what <see cref="PredictionPartWriter"/> wrote, some records at a time.</summary>
internal sealed class PredictionPartReader : IDisposable
{
    private const int MaxCount = 4096;
    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[MaxCount * PredictionPartWriter.RecordBytes];
    private readonly long[] _rows = new long[MaxCount];
    private readonly int[] _labels = new int[MaxCount];
    private readonly float[] _distances = new float[MaxCount];

    /// <summary>Opens a part.</summary>
    /// <param name="path">The file.</param>
    public PredictionPartReader(string path) => _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);

    /// <summary>The records that were read last.</summary>
    public int Count { get; private set; }

    /// <summary>Their row numbers.</summary>
    public ReadOnlySpan<long> Rows => _rows.AsSpan(0, Count);

    /// <summary>Their labels.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>Their distances.</summary>
    public ReadOnlySpan<float> Distances => _distances.AsSpan(0, Count);

    /// <summary>Reads the next records.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="EscalaException">The file ends within a record.</exception>
    public bool Next()
    {
        int bytes = _file.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        if (bytes % PredictionPartWriter.RecordBytes != 0)
        {
            throw new EscalaException(
                $"{_file.Name} must hold whole records of {PredictionPartWriter.RecordBytes} bytes, but is cut short. Predict again.");
        }

        Count = bytes / PredictionPartWriter.RecordBytes;
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> record = _buffer.AsSpan(i * PredictionPartWriter.RecordBytes, PredictionPartWriter.RecordBytes);
            _rows[i] = BinaryPrimitives.ReadInt64LittleEndian(record);
            _labels[i] = BinaryPrimitives.ReadInt32LittleEndian(record[8..]);
            _distances[i] = BinaryPrimitives.ReadSingleLittleEndian(record[12..]);
        }

        return Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
