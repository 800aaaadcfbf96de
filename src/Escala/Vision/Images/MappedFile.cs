using System.IO.MemoryMappedFiles;
using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// A file in the address space, to be read at any place by any number of threads. The system brings pages in when they are first
/// looked at and may drop them again, so that a set may be larger than the memory.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _start;

    /// <summary>Maps a file.</summary>
    /// <param name="stream">The file, not empty; the map takes it over.</param>
    /// <param name="isWritten">Whether the map is written to, and not read alone.</param>
    public MappedFile(FileStream stream, bool isWritten = false)
    {
        Path = stream.Name;
        Length = stream.Length;
        MemoryMappedFileAccess access = isWritten ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, access, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, access);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Maps a file for reading.</summary>
    /// <exception cref="DatasetException">It is not there, is empty, or may not be read.</exception>
    public static MappedFile Open(string path) => new(DataFileStream.Open(path));

    /// <summary>A part of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the file.</exception>
    public ReadOnlySpan<byte> Bytes(long offset, int count) => Writable(offset, count);

    /// <summary>A part of a file that is written to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the file.</exception>
    public Span<byte> Writable(long offset, int count)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        return new Span<byte>(_start + offset, count);
    }

    /// <summary>Takes the file out of the address space; nobody may be reading.</summary>
    public void Dispose()
    {
        if (_start is null)
        {
            return;
        }

        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
