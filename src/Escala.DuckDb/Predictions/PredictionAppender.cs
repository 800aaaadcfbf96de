using DuckDB.NET.Native;
using Escala.DuckDb.Native;

namespace Escala.DuckDb.Predictions;

/// <summary>Appends predictions to the table <c>predictions</c> in DuckDB's own chunks.</summary>
internal sealed unsafe class PredictionAppender : IDisposable
{
    private readonly int _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
    private readonly DuckDbSession _session;
    private readonly DuckDBAppender _appender;
    private readonly DuckDBDataChunk _chunk;
    private long _lastRow = -1;

    /// <summary>Creates the table.</summary>
    /// <param name="session">Where.</param>
    public PredictionAppender(DuckDbSession session)
    {
        _session = session;
        session.Execute("CREATE TABLE predictions (\"row\" BIGINT, label INTEGER, distance FLOAT)");
        if (!NativeMethods.Appender.DuckDBAppenderCreate(session.Connection, null!, "predictions", out _appender).IsSuccess())
        {
            throw Failure();
        }

        using DuckDBLogicalType row = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt);
        using DuckDBLogicalType label = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Integer);
        using DuckDBLogicalType distance = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Float);
        IntPtr[] types = [row.DangerousGetHandle(), label.DangerousGetHandle(), distance.DangerousGetHandle()];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk(types, (ulong)types.Length);
    }

    /// <summary>Whether every row number so far was greater than the one before.</summary>
    public bool IsAscending { get; private set; } = true;

    /// <summary>Appends rows.</summary>
    /// <param name="rows">The global row numbers.</param>
    /// <param name="labels">As many labels.</param>
    /// <param name="distances">As many distances.</param>
    public void Append(ReadOnlySpan<long> rows, ReadOnlySpan<int> labels, ReadOnlySpan<float> distances)
    {
        foreach (long row in rows)
        {
            IsAscending &= row > _lastRow;
            _lastRow = row;
        }

        for (int start = 0; start < rows.Length; start += _capacity)
        {
            int count = Math.Min(_capacity, rows.Length - start);
            NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
            rows.Slice(start, count).CopyTo(Column<long>(0));
            labels.Slice(start, count).CopyTo(Column<int>(1));
            distances.Slice(start, count).CopyTo(Column<float>(2));
            NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)count);
            if (!NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk).IsSuccess())
            {
                throw Failure();
            }
        }
    }

    /// <summary>Makes all rows visible.</summary>
    public void Complete()
    {
        if (!NativeMethods.Appender.DuckDBAppenderClose(_appender).IsSuccess())
        {
            throw Failure();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
    }

    private Span<T> Column<T>(long index)
        where T : unmanaged
    {
        IntPtr vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, index);
        return new Span<T>(NativeMethods.Vectors.DuckDBVectorGetData(vector), _capacity);
    }

    private Exception Failure()
    {
        using DuckDBErrorData error = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
        return _session.Failure(NativeMethods.ErrorData.DuckDBErrorDataMessage(error));
    }
}
