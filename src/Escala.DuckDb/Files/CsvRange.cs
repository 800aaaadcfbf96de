using Microsoft.Win32.SafeHandles;

namespace Escala.DuckDb.Files;

/// <summary>The whole lines of a range of bytes: those that begin in it, or after the line break that is its first one.</summary>
internal sealed class CsvRange : IDisposable
{
    private const byte LineFeed = (byte)'\n';
    private const int SearchBytes = 1 << 16;

    private readonly SafeFileHandle _handle;
    private readonly DataFile _file;

    private CsvRange(SafeFileHandle handle, DataFile file)
    {
        _handle = handle;
        _file = file;
    }

    /// <summary>The first byte of the first line.</summary>
    public long Start { get; private set; }

    /// <summary>The first byte of the first row: the line of names is none.</summary>
    public long RowStart { get; private set; }

    /// <summary>The byte after the last line.</summary>
    public long End { get; private set; }

    /// <summary>Opens a file and finds the lines.</summary>
    /// <param name="file">The file.</param>
    /// <param name="startByte">The first byte of the range.</param>
    /// <param name="endByte">The byte after its last one.</param>
    /// <exception cref="DatasetException">It cannot be read, or is of another size than it was.</exception>
    public static CsvRange Open(DataFile file, long startByte, long endByte)
    {
        try
        {
            var range = new CsvRange(File.OpenHandle(file.Path, options: FileOptions.SequentialScan), file);
            range.Find(startByte, endByte);
            return range;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{file.Path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads bytes of the file.</summary>
    /// <param name="offset">The first one.</param>
    /// <param name="buffer">Where to; filled as far as the range goes.</param>
    /// <returns>How many there were; 0 only at the end of the range.</returns>
    /// <exception cref="DatasetException">The file is shorter than it was.</exception>
    public int Read(long offset, Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, End - offset);
        int read = wanted <= 0 ? 0 : RandomAccess.Read(_handle, buffer[..wanted], offset);
        return read > 0 || wanted <= 0 ? read : throw Changed(offset);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Find(long startByte, long endByte)
    {
        try
        {
            long length = RandomAccess.GetLength(_handle);
            if (length != _file.Bytes)
            {
                throw Changed(length);
            }

            End = length;
            long end = LineAfter(endByte);
            Start = startByte == 0 ? 0 : LineAfter(startByte);
            RowStart = LineAfter(startByte);
            End = end;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the line begins that follows the first line break at or after a byte; the end of the file if there is none.</summary>
    private long LineAfter(long offset)
    {
        byte[] buffer = new byte[SearchBytes];
        for (int read; (read = Read(offset, buffer)) > 0; offset += read)
        {
            int index = buffer.AsSpan(0, read).IndexOf(LineFeed);
            if (index >= 0)
            {
                return offset + index + 1;
            }
        }

        return offset;
    }

    private DatasetException Changed(long bytes) =>
        new($"{_file.Path} changed after it was opened: it had {_file.Bytes} bytes, but now has {bytes}. Open it again.");
}
