using DuckDB.NET.Native;

namespace Escala.DuckDb.Native;

/// <summary>
/// A connection to a DuckDB instance that nobody else uses; it serves one stream at a time. Cancelling the token interrupts what it
/// runs.
/// </summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDbInstance _instance;
    private readonly InstancePool? _pool;
    private readonly DuckDBNativeConnection _connection;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private bool _hasFailed;

    private DuckDbSession(DuckDbInstance instance, InstancePool? pool, CancellationToken cancellationToken)
    {
        _instance = instance;
        _pool = pool;
        _connection = instance.Connect();
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.Register(
            static state => NativeMethods.Startup.DuckDBInterrupt((DuckDBNativeConnection)state!), _connection);
    }

    /// <summary>The connection, for the calls that this class does not wrap.</summary>
    public DuckDBNativeConnection Connection => _connection;

    /// <summary>Connects to an instance.</summary>
    /// <param name="settings">What it may use.</param>
    /// <param name="cancellationToken">Interrupts everything the session does.</param>
    /// <param name="pool">Where the instance comes from and goes to; null for a new one that ends with the session.</param>
    /// <exception cref="DuckDbFailure">The database cannot be opened.</exception>
    public static DuckDbSession Open(SessionSettings settings, CancellationToken cancellationToken, InstancePool? pool = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DuckDbInstance instance = pool?.Take(settings) ?? DuckDbInstance.Start(settings);
        DuckDbSession session;
        try
        {
            session = new DuckDbSession(instance, pool, cancellationToken);
        }
        catch
        {
            instance.Dispose();
            throw;
        }

        // One thread reads best what is still in its cache; several need room to work ahead of the one that fetches.
        string buffer = settings.Threads == 1 ? "1MB" : "16MB";
        // Dates with a time zone must not depend on the machine.
        session.Execute($"SET streaming_buffer_size = '{buffer}'; SET TimeZone = 'UTC'");
        return session;
    }

    /// <summary>Runs statements that yield no rows of interest.</summary>
    /// <param name="sql">The statements.</param>
    /// <exception cref="DuckDbFailure">What DuckDB said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Execute(string sql)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        DuckDBState state = NativeMethods.Query.DuckDBQuery(_connection, sql, out DuckDBResult result);
        try
        {
            if (!state.IsSuccess())
            {
                throw Failure(NativeMethods.Query.DuckDBResultError(ref result));
            }
        }
        finally
        {
            result.Close();
        }
    }

    /// <summary>Starts a query whose rows are fetched chunk by chunk, never held as a whole.</summary>
    /// <param name="sql">One statement.</param>
    /// <exception cref="DuckDbFailure">What DuckDB said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DuckDbStream Stream(string sql)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        return new DuckDbStream(this, sql);
    }

    /// <summary>The rows of a small result.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="row">Makes a row of the stream's current chunk and the index in it.</param>
    public List<T> List<T>(string sql, Func<DuckDbStream, int, T> row)
    {
        var rows = new List<T>();
        using DuckDbStream stream = Stream(sql);
        while (stream.Next())
        {
            for (int i = 0; i < stream.RowCount; i++)
            {
                rows.Add(row(stream, i));
            }
        }

        return rows;
    }

    /// <summary>The exception for what DuckDB said, which is a cancellation when the token asked for one.</summary>
    /// <param name="message">DuckDB's message.</param>
    public Exception Failure(string? message)
    {
        _hasFailed = true;
        return _cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(_cancellationToken)
            : new DuckDbFailure(string.IsNullOrEmpty(message) ? "DuckDB failed without a message." : message.TrimEnd());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // First the registration: it waits for an interrupt that is under way and needs the connection.
        _registration.Dispose();
        _connection.Dispose();

        // A fault within DuckDB may leave an instance that refuses everything from then on.
        if (_pool is null || _hasFailed)
        {
            _instance.Dispose();
        }
        else
        {
            _pool.Return(_instance);
        }
    }
}
