using Escala.DuckDb.Native;

namespace Escala.DuckDb.Files;

/// <summary>An open piece: it transposes DuckDB's columns into the rows of blocks.</summary>
internal sealed unsafe class PieceRows : IPieceRows
{
    private readonly PieceRequest _request;
    private readonly DuckDbSession _session;
    private readonly DuckDbStream _stream;
    private readonly CsvPipe? _pipe;
    private readonly FloatChunk _chunk;
    private readonly int _columns;
    private readonly bool _hasRowColumn;
    private readonly CancellationToken _cancellationToken;
    private long _nextRow;
    private int _offset;
    private bool _ended;

    /// <summary>Takes over a running query.</summary>
    /// <param name="request">What it reads.</param>
    /// <param name="session">Where it runs; disposed with this object.</param>
    /// <param name="stream">Yields the columns of the request as FLOAT or DOUBLE, and the row number as BIGINT where there is one.</param>
    /// <param name="hasRowColumn">Whether the last column is the row number; without, rows follow one another.</param>
    /// <param name="pipe">What the query reads from, where it is a range of bytes; disposed with this object.</param>
    /// <param name="cancellationToken">Ends every read.</param>
    public PieceRows(
        PieceRequest request,
        DuckDbSession session,
        DuckDbStream stream,
        bool hasRowColumn,
        CsvPipe? pipe,
        CancellationToken cancellationToken)
    {
        _request = request;
        _session = session;
        _stream = stream;
        _pipe = pipe;
        _columns = request.UsedColumns().Count;
        _chunk = new FloatChunk(stream, _columns);
        _hasRowColumn = hasRowColumn;
        _cancellationToken = cancellationToken;
        _nextRow = request.StartRow;
    }

    /// <inheritdoc/>
    public bool Read(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        while (block.RowCount < block.Capacity)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (_offset == _stream.RowCount && !Advance())
            {
                return false;
            }

            int count = Math.Min(_stream.RowCount - _offset, block.Capacity - block.RowCount);
            Append(block, count);
            block.RowCount += count;
            _offset += count;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _session.Dispose();
        _pipe?.Dispose();
    }

    private bool Advance()
    {
        _offset = 0;
        try
        {
            _ended = _ended || !_stream.Next();
            if (!_ended)
            {
                _chunk.Load();
            }
        }
        catch (DuckDbFailure failure)
        {
            _pipe?.ThrowIfFaulty();
            throw ReadFailure.OfPiece(_request, failure, _cancellationToken);
        }

        if (_ended)
        {
            _pipe?.ThrowIfFaulty();
        }

        if (!_hasRowColumn)
        {
            RequireKnownRows();
        }

        return !_ended;
    }

    // The rows that a file was described with are all asked for without a condition, and counted: a file that changed since then
    // must not pass for another one.
    private void RequireKnownRows()
    {
        long next = _nextRow + _stream.RowCount;
        long? known = _pipe is not null ? _request.EndRow : _request.File.Rows;
        if (known is long rows && Math.Min(_request.EndRow ?? rows, rows) is var end && (_ended ? next < end : next > end))
        {
            throw new DatasetException(
                $"{_request.File.Path} changed after it was opened: row {Math.Min(next, end) + 1} {(_ended ? "is missing" : "was not there")}. "
                + "Open it again.");
        }
    }

    private void Append(Block block, int count)
    {
        int features = _request.Features.Count;
        int start = block.RowCount;
        _chunk.CopyRows(_offset, count, features, block.Values[(start * features)..]);
        int column = features;
        if (_request.Label is not null)
        {
            _chunk.Column(column++, _offset, count).CopyTo(block.Labels[start..]);
        }

        if (_request.Weights is not null)
        {
            _chunk.Column(column++, _offset, count).CopyTo(block.Weights[start..]);
        }

        if (_request.Group is not null)
        {
            _chunk.Column(column, _offset, count).CopyTo(block.Groups[start..]);
        }

        if (_hasRowColumn)
        {
            new ReadOnlySpan<long>(_stream.Data<long>(_columns) + _offset, count).CopyTo(block.RowNumbers[start..]);
            return;
        }

        block.NumberRows(start, count, _nextRow);
        _nextRow += count;
    }
}
