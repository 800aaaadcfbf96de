using System.IO.Pipes;

namespace Escala.DuckDb.Files;

/// <summary>
/// The rows of a range of bytes as a file that DuckDB can open once, and read from its beginning to its end: a pipe, which a thread
/// fills.
/// </summary>
internal sealed class CsvPipe : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly CsvRange _range;
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.None);
    private readonly Thread _thread;
    private Exception? _fault;

    private CsvPipe(CsvRange range)
    {
        _range = range;
        Path = $"/proc/self/fd/{_pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        _thread = new Thread(Feed) { IsBackground = true, Name = "escala csv range" };
        _thread.Start();
    }

    /// <summary>What DuckDB opens.</summary>
    public string Path { get; }

    /// <summary>Opens the file and begins to fill the pipe.</summary>
    /// <param name="request">The file and its range of bytes.</param>
    /// <exception cref="DatasetException">The file cannot be read, or has changed.</exception>
    public static CsvPipe Open(PieceRequest request) =>
        new(CsvRange.Open(request.File, request.StartByte!.Value, request.EndByte!.Value));

    /// <summary>Throws what kept the pipe from being filled to its end, for which DuckDB takes any end.</summary>
    /// <exception cref="DatasetException">Reading the file failed.</exception>
    public void ThrowIfFaulty()
    {
        if (_fault is not null)
        {
            throw new DatasetException($"{_fault.Message}", _fault);
        }
    }

    /// <summary>Ends the thread, whether DuckDB has read everything or not; DuckDB must have closed its end.</summary>
    public void Dispose()
    {
        // Without a reader, the thread's next write fails.
        _pipe.DisposeLocalCopyOfClientHandle();
        _thread.Join();
        _pipe.Dispose();
        _range.Dispose();
    }

    private void Feed()
    {
        try
        {
            byte[] buffer = new byte[BufferBytes];
            long offset = _range.RowStart;
            for (int read; (read = Next(offset, buffer)) > 0; offset += read)
            {
                _pipe.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
        finally
        {
            _pipe.Dispose();
        }
    }

    private int Next(long offset, byte[] buffer)
    {
        try
        {
            return _range.Read(offset, buffer);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DatasetException)
        {
            _fault = fault;
            return 0;
        }
    }
}
