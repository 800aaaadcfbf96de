using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>
/// Writes a float32 matrix as an NPY file while its rows come, however many they are: the header, which says so, is written once
/// more in the end.
/// </summary>
internal sealed class NpyWriter : IDisposable
{
    private readonly FileStream _stream;
    private readonly int _columns;

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    public NpyWriter(string path, int columns)
    {
        _columns = columns;
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        WriteHeader();
    }

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Appends whole rows.</summary>
    /// <param name="values">Row-major.</param>
    public void Write(ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % _columns, 0);
        _stream.Write(MemoryMarshal.AsBytes(values));
        Rows += values.Length / _columns;
    }

    /// <summary>Finishes the file.</summary>
    public void Dispose()
    {
        _stream.Position = 0;
        WriteHeader();
        _stream.Dispose();
    }

    private void WriteHeader() => _stream.Write(NpyHeader.Bytes(NpyType.Float32, Rows, _columns));
}
