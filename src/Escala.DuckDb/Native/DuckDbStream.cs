using System.Text;
using DuckDB.NET.Native;

namespace Escala.DuckDb.Native;

/// <summary>A running query: its rows pass by in chunks of columns, whose memory is read in place.</summary>
internal sealed unsafe class DuckDbStream : IDisposable
{
    private readonly DuckDbSession _session;
    private readonly DuckDBPreparedStatement _statement;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    /// <summary>Starts the query.</summary>
    /// <param name="session">Where it runs; it must have no other open stream.</param>
    /// <param name="sql">One statement.</param>
    public DuckDbStream(DuckDbSession session, string sql)
    {
        _session = session;
        DuckDBState prepared = NativeMethods.PreparedStatements.DuckDBPrepare(session.Connection, sql, out _statement);
        if (!prepared.IsSuccess())
        {
            Exception failure = session.Failure(NativeMethods.PreparedStatements.DuckDBPrepareError(_statement));
            _statement.Dispose();
            throw failure;
        }

        if (!NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result).IsSuccess())
        {
            Exception failure = session.Failure(NativeMethods.Query.DuckDBResultError(ref _result));
            _result.Close();
            _statement.Dispose();
            throw failure;
        }
    }

    /// <summary>The rows of the current chunk.</summary>
    public int RowCount { get; private set; }

    /// <summary>Whether DuckDB stores a column as float64.</summary>
    /// <param name="column">The 0-based column.</param>
    public bool IsDouble(int column) => NativeMethods.Query.DuckDBColumnType(ref _result, column) == DuckDBType.Double;

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False when there are no more rows.</returns>
    /// <exception cref="DuckDbFailure">The query failed in its course.</exception>
    public bool Next()
    {
        _chunk?.Dispose();
        RowCount = 0;
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (!_chunk.IsInvalid)
        {
            RowCount = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        }

        if (RowCount > 0)
        {
            return true;
        }

        // An error in the course of a stream ends the chunks exactly as the end of the rows does.
        string? message = NativeMethods.Query.DuckDBResultError(ref _result);
        bool failed = NativeMethods.Query.DuckDBResultErrorType(ref _result) != DuckDBErrorType.Invalid || !string.IsNullOrEmpty(message);
        return failed ? throw _session.Failure(message) : false;
    }

    /// <summary>The memory of a column of the current chunk.</summary>
    /// <typeparam name="T">The type that DuckDB stores it in.</typeparam>
    /// <param name="column">The 0-based column.</param>
    public T* Data<T>(int column)
        where T : unmanaged => (T*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column));

    /// <summary>One bit per row of the current chunk, 0 for null; a null pointer where no row is null.</summary>
    /// <param name="column">The 0-based column.</param>
    public ulong* Validity(int column) => NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));

    /// <summary>A BIGINT of the current chunk.</summary>
    /// <param name="column">The 0-based column.</param>
    /// <param name="row">The 0-based row of the chunk.</param>
    public long Int64(int column, int row) => Data<long>(column)[row];

    /// <summary>A VARCHAR of the current chunk, or null.</summary>
    /// <param name="column">The 0-based column.</param>
    /// <param name="row">The 0-based row of the chunk.</param>
    public string? Text(int column, int row)
    {
        ulong* validity = Validity(column);
        if (validity is not null && ((validity[row >> 6] >> (row & 63)) & 1) == 0)
        {
            return null;
        }

        DuckDBString* text = Data<DuckDBString>(column) + row;
        return Encoding.UTF8.GetString((byte*)text->Data, text->Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk?.Dispose();
        _result.Close();
        _statement.Dispose();
    }

    private IntPtr Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column);
}
