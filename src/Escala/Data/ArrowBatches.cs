using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;

namespace Escala.Data;

/// <summary>The record batches of a row range of an Arrow IPC file, one in memory at a time.</summary>
internal sealed class ArrowBatches : IDisposable
{
    private readonly string _path;
    private readonly ArrowLayout _layout;
    private readonly CancellationToken _cancellationToken;
    private readonly FileStream _stream;
    private readonly ArrowStreamReader _reader;
    private int _skip;
    private int _nextBatch;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="startRow">A row of the first batch wanted.</param>
    /// <param name="cancellationToken">Ends every later read.</param>
    public ArrowBatches(string path, ArrowLayout layout, long startRow, CancellationToken cancellationToken)
    {
        _path = path;
        _layout = layout;
        _cancellationToken = cancellationToken;
        _stream = DataFileStream.Open(path);
        var codecs = new CompressionCodecFactory();
        _reader = layout.IsStream ? new ArrowStreamReader(_stream, codecs) : new ArrowFileReader(_stream, codecs);
        _nextBatch = Math.Max(0, layout.BatchStarts.Count(start => start <= startRow) - 1);

        // A stream has to be read from its start, its dictionaries with it.
        _skip = layout.IsStream ? _nextBatch : 0;
    }

    /// <summary>The current batch; null before <see cref="MoveNext"/> and after the last one.</summary>
    public RecordBatch? Current { get; private set; }

    /// <summary>The row of the file that the current batch begins with.</summary>
    public long FirstRow { get; private set; }

    /// <summary>The columns' names and types.</summary>
    public Schema Schema => Guard(() => _reader.Schema);

    /// <summary>Reads the next batch.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Current?.Dispose();
        Current = null;
        if (_nextBatch == _layout.BatchStarts.Count)
        {
            return false;
        }

        for (; _skip > 0; _skip--)
        {
            Guard(ReadBatch).Dispose();
            _cancellationToken.ThrowIfCancellationRequested();
        }

        FirstRow = _layout.BatchStarts[_nextBatch];
        Current = Guard(ReadBatch);
        _nextBatch++;
        return true;
    }

    public void Dispose()
    {
        Current?.Dispose();
        _reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>
    /// Calls the library, which answers damage with exceptions of many types, none of which names the file.
    /// </summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OutOfMemoryException fault)
        {
            throw new DatasetException(
                $"{_path} has a record batch that does not fit in memory, or is damaged. Write it again in smaller batches.", fault);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DatasetException))
        {
            throw new DatasetException($"{_path} cannot be read as Arrow IPC: {fault.Message} Copy or write it again.", fault);
        }
    }

    private RecordBatch ReadBatch()
    {
        RecordBatch? batch = _reader is ArrowFileReader file
            ? file.ReadRecordBatchAsync(_nextBatch, _cancellationToken).AsTask().GetAwaiter().GetResult()
            : _reader.ReadNextRecordBatch();
        return batch ?? throw new InvalidDataException("The file has fewer record batches than it announces.");
    }
}
