namespace Escala.DuckDb.Native;

/// <summary>What a DuckDB instance may use.</summary>
internal sealed record SessionSettings
{
    /// <summary>The cores, the calling thread included. At least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>The most memory of its buffers in bytes. Default 1 GiB: a stream needs about 100 MB.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Where it may put what does not fit in memory. Default null: nowhere.</summary>
    public string? SpillFolder { get; init; }

    /// <summary>The database file. Default: in memory.</summary>
    public string Database { get; init; } = ":memory:";

    /// <summary>For statements that sort or join all rows: half of the memory that the process may use, and disk beyond it.</summary>
    /// <param name="threads">The cores.</param>
    /// <param name="folder">An existing folder.</param>
    public static SessionSettings ForWholeData(int threads, string folder) => new()
    {
        Threads = threads,
        MemoryBytes = Math.Max(1L << 29, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2),
        SpillFolder = Path.Combine(folder, "spill"),
    };
}
