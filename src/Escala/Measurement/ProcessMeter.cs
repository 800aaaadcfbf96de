using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Escala.Measurement;

/// <summary>
/// Reads what this process uses, cheaply enough for ten times a second: the files under <c>/proc/self</c> stay open. Not for
/// two threads at a time.
/// </summary>
internal sealed class ProcessMeter : IDisposable
{
    private readonly SafeFileHandle _memory = File.OpenHandle("/proc/self/statm");
    private readonly SafeFileHandle _status = File.OpenHandle("/proc/self/status");
    private readonly SafeFileHandle _io = File.OpenHandle("/proc/self/io");
    private readonly byte[] _text = new byte[4096];

    /// <summary>The CPU time of the process since it began, user and system.</summary>
    public static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    /// <summary>The resident memory, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            ReadOnlySpan<byte> text = Read(_memory);
            return Number(text[(text.IndexOf((byte)' ') + 1)..]) * Environment.SystemPageSize;
        }
    }

    /// <summary>The largest resident memory since the process began or <see cref="ResetPeak"/> was allowed, in bytes.</summary>
    public long PeakResidentBytes => Field(_status, "VmHWM:"u8) * 1024;

    /// <summary>The bytes read by system calls since the process began; pages of mapped files are not among them.</summary>
    public long ReadBytes => Field(_io, "rchar:"u8);

    /// <summary>Asks the kernel to start the peak anew.</summary>
    /// <returns>False where it does not let us: some containers mount <c>/proc</c> read-only.</returns>
    public static bool ResetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _status.Dispose();
        _io.Dispose();
    }

    private ReadOnlySpan<byte> Read(SafeFileHandle file) => _text.AsSpan(0, RandomAccess.Read(file, _text, 0));

    private long Field(SafeFileHandle file, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = Read(file);
        int start = text.IndexOf(name);
        return start < 0
            ? throw new EscalaException($"/proc/self must give {System.Text.Encoding.ASCII.GetString(name)} but did not. Mount /proc.")
            : Number(text[(start + name.Length)..].TrimStart(" \t"u8));
    }

    private static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out _)
            ? number
            : throw new EscalaException("The files under /proc/self must hold numbers, but did not. Mount /proc.");
}
