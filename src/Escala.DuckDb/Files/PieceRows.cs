using Escala.DuckDb.Native;

namespace Escala.DuckDb.Files;

/// <summary>An open piece: it transposes DuckDB's columns into the rows of blocks.</summary>
internal sealed unsafe class PieceRows : IPieceRows
{
    private readonly PieceRequest _request;
    private readonly DuckDbSession _session;
    private readonly DuckDbStream _stream;
    private readonly bool _hasRowColumn;
    private readonly CancellationToken _cancellationToken;
    private long _nextRow;
    private int _offset;
    private bool _ended;

    /// <summary>Takes over a running query.</summary>
    /// <param name="request">What it reads.</param>
    /// <param name="session">Where it runs; disposed with this object.</param>
    /// <param name="stream">Yields the columns of the request as FLOAT, and the row number as BIGINT where there is one.</param>
    /// <param name="hasRowColumn">Whether the last column is the row number; without, rows follow one another.</param>
    /// <param name="cancellationToken">Ends every read.</param>
    public PieceRows(
        PieceRequest request, DuckDbSession session, DuckDbStream stream, bool hasRowColumn, CancellationToken cancellationToken)
    {
        _request = request;
        _session = session;
        _stream = stream;
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
    }

    private bool Advance()
    {
        _offset = 0;
        try
        {
            _ended = _ended || !_stream.Next();
        }
        catch (DuckDbFailure failure)
        {
            throw ReadFailure.OfPiece(_request, failure, _cancellationToken);
        }

        return !_ended;
    }

    private void Append(Block block, int count)
    {
        int features = _request.Features.Count;
        int column = 0;
        Span<float> values = block.Values[(block.RowCount * features)..];
        for (; column < features; column++)
        {
            CopyColumn(column, values[column..], features, count);
        }

        if (_request.Label is not null)
        {
            CopyColumn(column++, block.Labels[block.RowCount..], 1, count);
        }

        if (_request.Weights is not null)
        {
            CopyColumn(column++, block.Weights[block.RowCount..], 1, count);
        }

        NumberRows(column, block.RowNumbers.Slice(block.RowCount, count));
    }

    private void CopyColumn(int column, Span<float> target, int stride, int count)
    {
        float* source = _stream.Data<float>(column) + _offset;
        ulong* validity = _stream.Validity(column);
        fixed (float* first = target)
        {
            float* value = first;
            if (validity is null)
            {
                for (int i = 0; i < count; i++, value += stride)
                {
                    *value = source[i];
                }

                return;
            }

            for (int i = 0; i < count; i++, value += stride)
            {
                int row = _offset + i;
                *value = ((validity[row >> 6] >> (row & 63)) & 1) != 0 ? source[i] : float.NaN;
            }
        }
    }

    private void NumberRows(int column, Span<long> rows)
    {
        if (_hasRowColumn)
        {
            new ReadOnlySpan<long>(_stream.Data<long>(column) + _offset, rows.Length).CopyTo(rows);
            return;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _nextRow + i;
        }

        _nextRow += rows.Length;
    }
}
