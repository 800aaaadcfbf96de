using DuckDB.NET.Native;

namespace Escala.DuckDb.Native;

/// <summary>
/// A DuckDB instance with one connection, which serves one stream at a time. Cancelling the token interrupts what it runs.
/// </summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBDatabase _database;
    private readonly DuckDBNativeConnection _connection;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;

    private DuckDbSession(DuckDBDatabase database, DuckDBNativeConnection connection, CancellationToken cancellationToken)
    {
        _database = database;
        _connection = connection;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.Register(
            static state => NativeMethods.Startup.DuckDBInterrupt((DuckDBNativeConnection)state!), connection);
    }

    /// <summary>The connection, for the calls that this class does not wrap.</summary>
    public DuckDBNativeConnection Connection => _connection;

    /// <summary>Starts an instance.</summary>
    /// <param name="settings">What it may use.</param>
    /// <param name="cancellationToken">Interrupts everything the instance does.</param>
    /// <exception cref="DuckDbFailure">The database cannot be opened.</exception>
    public static DuckDbSession Open(SessionSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DuckDBConfig config = Configure(settings);
        DuckDBState state = NativeMethods.Startup.DuckDBOpen(settings.Database, out DuckDBDatabase database, config, out string error);
        if (!state.IsSuccess())
        {
            database.Dispose();
            throw new DuckDbFailure(error);
        }

        if (!NativeMethods.Startup.DuckDBConnect(database, out DuckDBNativeConnection connection).IsSuccess())
        {
            connection.Dispose();
            database.Dispose();
            throw new DuckDbFailure("DuckDB gave no connection.");
        }

        var session = new DuckDbSession(database, connection, cancellationToken);
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
    public Exception Failure(string? message) => _cancellationToken.IsCancellationRequested
        ? new OperationCanceledException(_cancellationToken)
        : new DuckDbFailure(string.IsNullOrEmpty(message) ? "DuckDB failed without a message." : message.TrimEnd());

    /// <inheritdoc/>
    public void Dispose()
    {
        // First the registration: it waits for an interrupt that is under way and needs the connection.
        _registration.Dispose();
        _connection.Dispose();
        _database.Dispose();
    }

    private static DuckDBConfig Configure(SessionSettings settings)
    {
        NativeMethods.Configuration.DuckDBCreateConfig(out DuckDBConfig config);
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
        [
            ("threads", settings.Threads.ToString()),
            ("memory_limit", $"{settings.MemoryBytes}B"),
            ("temp_directory", settings.SpillFolder ?? ""),
            ("preserve_insertion_order", "true"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
        ])
        {
            if (!NativeMethods.Configuration.DuckDBSetConfig(config, name, value).IsSuccess())
            {
                config.Dispose();
                throw new DuckDbFailure($"DuckDB does not accept {name} = '{value}'.");
            }
        }

        return config;
    }
}
