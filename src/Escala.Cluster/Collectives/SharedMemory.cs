using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Escala.Cluster.Collectives;

/// <summary>
/// Memory of several processes of one user on one machine. It has no name anywhere: the system frees it when the last of them has ended,
/// however it ended.
/// </summary>
internal sealed unsafe partial class SharedMemory : IDisposable
{
    private const uint CloseOnExec = 1;

    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    private SharedMemory(SafeFileHandle file, long bytes)
    {
        _file = file;
        _map = MemoryMappedFile.CreateFromFile(file, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.ReadWrite);
        byte* address = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        Address = address;
    }

    /// <summary>Where it begins in this process.</summary>
    public byte* Address { get; }

    /// <summary>What other processes open it by.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_file.DangerousGetHandle()}";

    /// <summary>Makes memory that is zero.</summary>
    /// <param name="bytes">Its length. A page takes room when it is first written.</param>
    /// <exception cref="IOException">The system refuses.</exception>
    public static SharedMemory Create(long bytes)
    {
        int descriptor = NewFile("escala", CloseOnExec);
        return descriptor >= 0
            ? new SharedMemory(new SafeFileHandle(descriptor, ownsHandle: true), bytes)
            : throw new IOException($"No memory to share: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Opens the memory of another process.</summary>
    /// <param name="path">Its <see cref="Path"/>.</param>
    /// <param name="bytes">Its length.</param>
    /// <exception cref="IOException">There is none of that length, as when the process is in another container.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static SharedMemory Open(string path, long bytes)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (RandomAccess.GetLength(file) == bytes)
        {
            return new SharedMemory(file, bytes);
        }

        file.Dispose();
        throw new IOException($"{path} is not memory of {bytes} bytes.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NewFile(string name, uint flags);
}
