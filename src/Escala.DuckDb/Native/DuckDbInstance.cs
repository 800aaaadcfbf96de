using DuckDB.NET.Native;

namespace Escala.DuckDb.Native;

/// <summary>A running DuckDB: its memory and threads, which connections use.</summary>
internal sealed class DuckDbInstance : IDisposable
{
    private readonly DuckDBDatabase _database;

    private DuckDbInstance(DuckDBDatabase database, SessionSettings settings)
    {
        _database = database;
        Settings = settings;
    }

    /// <summary>What it may use.</summary>
    public SessionSettings Settings { get; }

    /// <summary>Starts an instance.</summary>
    /// <param name="settings">What it may use.</param>
    /// <exception cref="DuckDbFailure">The database cannot be opened.</exception>
    public static DuckDbInstance Start(SessionSettings settings)
    {
        DuckDbLibrary.Prepare();
        using DuckDBConfig config = Configure(settings);
        DuckDBState state = NativeMethods.Startup.DuckDBOpen(settings.Database, out DuckDBDatabase database, config, out string error);
        if (!state.IsSuccess())
        {
            database.Dispose();
            throw new DuckDbFailure(error);
        }

        return new DuckDbInstance(database, settings);
    }

    /// <summary>Opens a connection, which has temporary views and types of its own.</summary>
    /// <exception cref="DuckDbFailure">There is none to be had.</exception>
    public DuckDBNativeConnection Connect()
    {
        if (!NativeMethods.Startup.DuckDBConnect(_database, out DuckDBNativeConnection connection).IsSuccess())
        {
            connection.Dispose();
            throw new DuckDbFailure("DuckDB gave no connection.");
        }

        return connection;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static DuckDBConfig Configure(SessionSettings settings)
    {
        NativeMethods.Configuration.DuckDBCreateConfig(out DuckDBConfig config);
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
        [
            ("threads", settings.Threads.ToString()),
            ("memory_limit", $"{settings.MemoryBytes}B"),
            ("temp_directory", settings.SpillFolder ?? ""),
            ("preserve_insertion_order", "true"),
            // What an idle instance kept of the files would be memory that nobody uses; the kernel keeps them anyway.
            ("enable_external_file_cache", "false"),
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
