using Escala.LibXGBoost;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>The libxgboost of this process and the shared objects that it was loaded with, but for glibc's.</summary>
internal static class LoadedLibraries
{
    /// <summary>The name of libxgboost in a bundle, whatever it is called here.</summary>
    public const string XGBoostName = "libxgboost.so.0";

    /// <summary>Finds them; loads libxgboost if it is not loaded yet.</summary>
    /// <exception cref="EscalaException">There is no libxgboost.</exception>
    public static IReadOnlyList<BundleFile> Find()
    {
        string xgboost = XGBoostLibrary.Require().Path;
        string[] mapped = MappedFiles();
        var found = new Dictionary<string, string>(StringComparer.Ordinal) { [XGBoostName] = xgboost };
        var open = new Queue<string>([xgboost]);
        while (open.TryDequeue(out string? path))
        {
            foreach (string name in Require(path).Needed.Where(name => !found.ContainsKey(name)))
            {
                string needed = FileOf(name, path, mapped);
                if (!Require(needed).IsGlibc)
                {
                    found.Add(name, needed);
                    open.Enqueue(needed);
                }
            }
        }

        return [.. found.Select(entry => new BundleFile($"{WorkerFolder.Libraries}/{entry.Key}", entry.Value, IsExecutable: false))];
    }

    private static SharedObject Require(string path) =>
        SharedObject.Read(path) ?? throw new EscalaException($"{path} must be a shared object, but is not.");

    /// <summary>The files of this process's memory.</summary>
    private static string[] MappedFiles() =>
    [
        .. File.ReadLines("/proc/self/maps")
            .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 6)
            .Select(fields => fields[5].Trim())
            .Where(path => path.StartsWith('/'))
            .Distinct(),
    ];

    /// <summary>The mapped file that the loader took for a name: of that name, or what a link of that name beside it leads to.</summary>
    private static string FileOf(string name, string neededBy, string[] mapped)
    {
        foreach (string path in mapped)
        {
            var link = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, name));
            if (link.Exists && (link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName) == path)
            {
                return path;
            }
        }

        throw new EscalaException($"{neededBy} needs {name}, which this process has not loaded from a file of that name. Name another library by ESCALA_XGBOOST.");
    }
}
