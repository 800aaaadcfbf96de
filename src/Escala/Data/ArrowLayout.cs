using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>
/// Where the record batches of an Arrow IPC file begin and how many rows they have, found without reading the batches: by the
/// footer of the file format, by hopping from message to message in the stream format.
/// </summary>
internal sealed class ArrowLayout
{
    private const int RecordBatchMessage = 3;
    private const int BlockBytes = 24;
    private const int Continuation = -1;

    private ArrowLayout(bool isStream, IReadOnlyList<long> batchRows)
    {
        IsStream = isStream;
        var starts = new long[batchRows.Count];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = Rows;
            Rows += batchRows[i];
        }

        BatchStarts = starts;
    }

    /// <summary>Whether it is the stream format, which can only be read from its start.</summary>
    public bool IsStream { get; }

    /// <summary>The first row of each batch.</summary>
    public IReadOnlyList<long> BatchStarts { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    /// <summary>Reads the layout of a file.</summary>
    /// <exception cref="DatasetException">The file is not Arrow IPC, or ends too early.</exception>
    public static ArrowLayout Read(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        try
        {
            Span<byte> start = stackalloc byte[8];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            if (start.StartsWith(Magic))
            {
                return new ArrowLayout(isStream: false, FileBatches(stream, path));
            }

            if (start.StartsWith("FEA1"u8))
            {
                throw new DatasetException($"{path} is of Feather version 1, which cannot be read. Write it as version 2.");
            }

            stream.Position = 0;
            return start.Length >= 4 && MessageBytes(stream) is > 0 and var length && length < stream.Length
                ? new ArrowLayout(isStream: true, StreamBatches(stream, path))
                : throw new DatasetException($"{path} is not an Arrow IPC file. Check its format.");
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or OverflowException or IndexOutOfRangeException)
        {
            throw new DatasetException($"{path} is damaged: its Arrow metadata lead outside the file. Copy or write it again.", fault);
        }
    }

    private static List<long> FileBatches(FileStream stream, string path)
    {
        Span<byte> end = stackalloc byte[10];
        if (stream.Length < 8 + end.Length)
        {
            throw Truncated(path);
        }

        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        if (!end[4..].SequenceEqual(Magic))
        {
            throw Truncated(path);
        }

        int footerBytes = BinaryPrimitives.ReadInt32LittleEndian(end);
        ArgumentOutOfRangeException.ThrowIfNegative(footerBytes);
        ReadOnlySpan<byte> footer = ReadAt(stream, stream.Length - end.Length - footerBytes, footerBytes);
        ReadOnlySpan<byte> blocks = FlatTable.Root(footer).Structs(field: 3, BlockBytes);
        var rows = new List<long>();
        for (; blocks.Length > 0; blocks = blocks[BlockBytes..])
        {
            long offset = BinaryPrimitives.ReadInt64LittleEndian(blocks);
            int metadataBytes = BinaryPrimitives.ReadInt32LittleEndian(blocks[8..]);
            ReadOnlySpan<byte> message = ReadAt(stream, offset, metadataBytes);
            int prefix = BinaryPrimitives.ReadInt32LittleEndian(message) == Continuation ? 8 : 4;
            rows.Add(BatchRows(FlatTable.Root(message[prefix..])));
        }

        return rows;
    }

    private static List<long> StreamBatches(FileStream stream, string path)
    {
        var rows = new List<long>();
        stream.Position = 0;
        while (stream.Position < stream.Length)
        {
            int length = MessageBytes(stream);
            if (length == 0)
            {
                break;
            }

            if (length < 0 || stream.Position + length > stream.Length)
            {
                throw Truncated(path);
            }

            FlatTable message = FlatTable.Root(ReadAt(stream, stream.Position, length));
            long bodyBytes = message.Int64(field: 3);
            ArgumentOutOfRangeException.ThrowIfNegative(bodyBytes);
            if (stream.Length - stream.Position < bodyBytes)
            {
                throw Truncated(path);
            }

            stream.Position += bodyBytes;
            if (message.Byte(field: 1) == RecordBatchMessage)
            {
                rows.Add(BatchRows(message));
            }
        }

        return rows;
    }

    /// <summary>The length of the metadata that follow; -1 where the stream ends before it.</summary>
    private static int MessageBytes(FileStream stream)
    {
        Span<byte> number = stackalloc byte[4];
        int read = stream.ReadAtLeast(number, 4, throwOnEndOfStream: false);
        if (read == 4 && BinaryPrimitives.ReadInt32LittleEndian(number) == Continuation)
        {
            read = stream.ReadAtLeast(number, 4, throwOnEndOfStream: false);
        }

        return read < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(number);
    }

    private static long BatchRows(FlatTable message)
    {
        long rows = message.Table(field: 2).Int64(field: 0);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return rows;
    }

    private static byte[] ReadAt(FileStream stream, long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, stream.Length - count);
        var bytes = new byte[count];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static DatasetException Truncated(string path) =>
        new($"{path} is truncated: it begins as an Arrow IPC file but ends too early. Copy or write it again.");
}
