using Microsoft.Win32.SafeHandles;

namespace Escala.Data;

/// <summary>The rows of a piece of an NPY file, read through a buffer of about 1 MB.</summary>
internal sealed class NpyRows : IPieceRows
{
    private const int BufferBytes = 1 << 20;

    private readonly string _path;
    private readonly NpyHeader _header;
    private readonly CancellationToken _cancellationToken;
    private readonly SafeFileHandle _file;
    private readonly IReadOnlyList<ColumnSlot> _slots;
    private readonly int[] _columns;
    private readonly int[] _runs;
    private readonly int _bufferRows;
    private readonly bool _isPlain;
    private readonly byte[] _bytes;
    private readonly float[] _values;
    private readonly long _end;
    private long _next;

    public NpyRows(PieceRequest request, NpyHeader header, CancellationToken cancellationToken)
    {
        _path = request.File.OpenedPath;
        _header = header;
        _cancellationToken = cancellationToken;
        _slots = ColumnSlot.Of(request);
        _columns = [.. _slots.Select(slot => IndexOf(slot.Column.Name, request.File.OnNode?.Columns))];
        _runs = RunsOf(_columns, request.Features.Count);
        _isPlain = !header.IsColumnMajor && _columns.Length == header.Columns && _runs[0] == header.Columns;
        int columnsAtATime = header.IsColumnMajor ? 1 : header.Columns;
        _bufferRows = Math.Max(1, BufferBytes / (columnsAtATime * header.Type.Size));
        _bytes = new byte[_bufferRows * columnsAtATime * header.Type.Size];
        _values = _isPlain ? [] : new float[_bufferRows * columnsAtATime];
        _next = request.StartRow;
        _end = Math.Min(request.EndRow ?? header.Rows, header.Rows);
        _file = File.OpenHandle(_path, options: FileOptions.SequentialScan);
    }

    public bool Read(Block block)
    {
        while (block.RowCount < block.Capacity && _next < _end)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Math.Min(block.Capacity - block.RowCount, _end - _next), _bufferRows);
            if (_header.IsColumnMajor)
            {
                ReadColumns(block, count);
            }
            else
            {
                ReadRows(block, count);
            }

            block.NumberRows(block.RowCount, count, _next);
            block.RowCount += count;
            _next += count;
        }

        return _next < _end;
    }

    public void Dispose() => _file.Dispose();

    private static int IndexOf(string column, IReadOnlyList<string>? names) =>
        names is null ? int.Parse(column.AsSpan(1)) : names.ToArray().IndexOf(column);

    /// <summary>Of each requested column how many from it on lie side by side in the file as in a block.</summary>
    private static int[] RunsOf(int[] columns, int features)
    {
        var runs = new int[columns.Length];
        for (int i = columns.Length - 1; i >= 0; i--)
        {
            bool goesOn = i + 1 < features && columns[i + 1] == columns[i] + 1;
            runs[i] = goesOn ? runs[i + 1] + 1 : 1;
        }

        return runs;
    }

    private void ReadRows(Block block, int count)
    {
        int columns = _header.Columns;
        Span<byte> bytes = Fetch(_next * columns, count * columns);
        if (_isPlain)
        {
            _header.Type.Decode(bytes, block.Values.Slice(block.RowCount * columns, count * columns));
            return;
        }

        Span<float> values = _values.AsSpan(0, count * columns);
        _header.Type.Decode(bytes, values);
        for (int i = 0; i < _columns.Length; i += _runs[i])
        {
            Scatter(values[_columns[i]..], columns, _slots[i].From(block, block.RowCount), _slots[i].Stride(block), count, _runs[i]);
        }
    }

    private void ReadColumns(Block block, int count)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            Span<float> values = _values.AsSpan(0, count);
            _header.Type.Decode(Fetch((_columns[i] * _header.Rows) + _next, count), values);
            Scatter(values, 1, _slots[i].From(block, block.RowCount), _slots[i].Stride(block), count, 1);
        }
    }

    private Span<byte> Fetch(long firstValue, int count)
    {
        Span<byte> bytes = _bytes.AsSpan(0, count * _header.Type.Size);
        long offset = _header.DataStart + (firstValue * _header.Type.Size);
        int read = 0;
        while (read < bytes.Length)
        {
            int step = RandomAccess.Read(_file, bytes[read..], offset + read);
            if (step == 0)
            {
                throw new DatasetException($"{_path} became shorter while it was read: row {_next + 1} is missing.");
            }

            read += step;
        }

        return bytes;
    }

    private static void Scatter(
        ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride, int count, int width)
    {
        if (width == 1)
        {
            for (int i = 0; i < count; i++)
            {
                target[i * targetStride] = source[i * sourceStride];
            }

            return;
        }

        for (int i = 0; i < count; i++)
        {
            source.Slice(i * sourceStride, width).CopyTo(target[(i * targetStride)..]);
        }
    }
}
