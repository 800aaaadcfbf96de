using DuckDB.NET.Native;
using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb.Predictions;

/// <summary>
/// Appends predictions to the table <c>predictions</c> in DuckDB's own chunks. Columns of categories hold their indices there.
/// </summary>
internal sealed unsafe class PredictionAppender : IDisposable
{
    private const int LargestWholeNumber = 1 << 24;

    private readonly int _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
    private readonly DuckDbSession _session;
    private readonly IReadOnlyList<PredictionColumn> _columns;
    private readonly DuckDBAppender _appender;
    private readonly DuckDBDataChunk _chunk;
    private long _lastRow = -1;

    /// <summary>Creates the table.</summary>
    /// <param name="session">Where.</param>
    /// <param name="columns">The columns beside the row number.</param>
    public PredictionAppender(DuckDbSession session, IReadOnlyList<PredictionColumn> columns)
    {
        _session = session;
        _columns = columns;
        IEnumerable<string> list = columns.Select(column => $", {SqlText.Identifier(column.Name)} {(IsNumber(column) ? "FLOAT" : "INTEGER")}");
        session.Execute($"CREATE TABLE predictions (\"row\" BIGINT{string.Concat(list)})");
        if (!NativeMethods.Appender.DuckDBAppenderCreate(session.Connection, null!, "predictions", out _appender).IsSuccess())
        {
            throw Failure();
        }

        using DuckDBLogicalType row = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt);
        using DuckDBLogicalType whole = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Integer);
        using DuckDBLogicalType number = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Float);
        IntPtr[] types =
        [
            row.DangerousGetHandle(),
            .. columns.Select(column => (IsNumber(column) ? number : whole).DangerousGetHandle()),
        ];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk(types, (ulong)types.Length);
    }

    /// <summary>Whether every row number so far was greater than the one before.</summary>
    public bool IsAscending { get; private set; } = true;

    /// <summary>Appends the records that were read last.</summary>
    /// <param name="part">Reads them.</param>
    /// <exception cref="EscalaException">A value is none that its column may have.</exception>
    public void Append(PredictionPartReader part)
    {
        foreach (long row in part.Rows)
        {
            IsAscending &= row > _lastRow;
            _lastRow = row;
        }

        for (int start = 0; start < part.Count; start += _capacity)
        {
            int count = Math.Min(_capacity, part.Count - start);
            NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
            part.Rows.Slice(start, count).CopyTo(Vector<long>(0));
            for (int i = 0; i < _columns.Count; i++)
            {
                Copy(_columns[i], part.Values(i).Slice(start, count), i + 1);
            }

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

    private static bool IsNumber(PredictionColumn column) => column.Type == PredictionColumnType.Number;

    private void Copy(PredictionColumn column, ReadOnlySpan<float> values, int index)
    {
        if (IsNumber(column))
        {
            values.CopyTo(Vector<float>(index));
            return;
        }

        (int least, int most) = column.Categories is { } categories ? (0, categories.Count - 1) : (-LargestWholeNumber, LargestWholeNumber);
        Span<int> target = Vector<int>(index);
        for (int i = 0; i < values.Length; i++)
        {
            int whole = (int)values[i];
            if (whole != values[i] || whole < least || whole > most)
            {
                throw new EscalaException(
                    $"Predictions of the column '{column.Name}' must be whole numbers from {least} to {most}, but one is {values[i]}. "
                    + "Predict again.");
            }

            target[i] = whole;
        }
    }

    private Span<T> Vector<T>(long index)
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
