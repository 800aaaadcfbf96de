using Escala.Cluster.Gang.Bundles;

namespace Escala.Cluster.Gang;

/// <summary>
/// What a node needs to run ranks, as one tar.gz: one program of a worker folder, libxgboost with the shared objects it needs, and
/// DuckDB's library where the data need it.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="hash">The SHA-256 of its bytes, in lower-case hexadecimal digits.</param>
/// <param name="bytes">Its size.</param>
internal sealed class Bundle(string path, string hash, long bytes)
{
    /// <summary>The file; it stays in the user's cache.</summary>
    public string Path { get; } = path;

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal digits.</summary>
    public string Hash { get; } = hash;

    /// <summary>Its size.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Packs a worker folder for one kind of nodes, unless the user's cache has it packed already.</summary>
    /// <param name="worker">The folder.</param>
    /// <param name="level">What the program is built for, as the folder's manifest calls it.</param>
    /// <param name="withDuckDb">Whether the data need DuckDB; a bundle with it holds everything that the one without does.</param>
    /// <exception cref="EscalaException">There is no libxgboost, or the cache cannot be written to.</exception>
    public static Bundle Of(WorkerFolder worker, string level, bool withDuckDb) => Of(worker, level, withDuckDb, BundleCache.OfTheUser());

    /// <summary>Packs a worker folder for one kind of nodes, unless a cache has it packed already.</summary>
    public static Bundle Of(WorkerFolder worker, string level, bool withDuckDb, BundleCache cache)
    {
        IReadOnlyList<BundleFile> files = worker.Files(level, withDuckDb);
        bool hasLibraries = files.Any(file => file.Name.StartsWith($"{WorkerFolder.Libraries}/", StringComparison.Ordinal));
        WorkerManifest manifest = worker.Manifest with { Programs = new() { [level] = worker.Manifest.Programs[level] } };
        return cache.Get(manifest, hasLibraries ? files : [.. files, .. LoadedLibraries.Find()]);
    }
}
