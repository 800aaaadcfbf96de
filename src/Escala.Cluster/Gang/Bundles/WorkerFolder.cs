using System.Text.Json;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>A built worker: its manifest and its files.</summary>
internal sealed class WorkerFolder
{
    /// <summary>Where a folder holds shared objects of its own. Where there is none, those of this process are taken.</summary>
    public const string Libraries = "lib";

    private const string DuckDb = "duckdb";

    private WorkerFolder(string path, WorkerManifest manifest)
    {
        Path = path;
        Manifest = manifest;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What its <c>manifest.json</c> says.</summary>
    public WorkerManifest Manifest { get; }

    /// <summary>Reads the manifest and looks whether the programs are there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="EscalaException">It is no worker folder.</exception>
    public static WorkerFolder Open(string path)
    {
        string file = System.IO.Path.Combine(path, WorkerManifest.FileName);
        try
        {
            using FileStream stream = File.OpenRead(file);
            WorkerManifest manifest = JsonSerializer.Deserialize(stream, BundleJson.Default.WorkerManifest)
                ?? throw new JsonException("The file holds null.");
            string? missing = manifest.Programs.Values.FirstOrDefault(program => !File.Exists(System.IO.Path.Combine(path, program)));
            return missing is null && manifest.Programs.Count > 0
                ? new WorkerFolder(path, manifest)
                : throw Refusal(path, missing is null ? "its manifest names no program" : $"it has no {missing}");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refusal(path, $"{file} cannot be read: {cause.Message.TrimEnd('.')}", cause);
        }
    }

    /// <summary>Its files but the manifest and the programs of other levels, as they are to lie on a node.</summary>
    /// <param name="level">What the program that will run there is built for.</param>
    /// <param name="withDuckDb">Whether DuckDB's library, which is large, is among them.</param>
    /// <exception cref="EscalaException">DuckDB's library is asked for and is not there.</exception>
    public IReadOnlyList<BundleFile> Files(string level, bool withDuckDb)
    {
        HashSet<string> left = [WorkerManifest.FileName, .. Manifest.Programs.Values];
        left.Remove(Manifest.Programs[level]);
        List<BundleFile> files = [];
        foreach (string path in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            string name = System.IO.Path.GetRelativePath(Path, path);
            bool isDuckDb = name.StartsWith($"{DuckDb}/", StringComparison.Ordinal);
            if (!left.Contains(name) && (withDuckDb || !isDuckDb))
            {
                files.Add(BundleFile.Of(name, path));
            }
        }

        return !withDuckDb || files.Exists(file => file.Name.StartsWith($"{DuckDb}/", StringComparison.Ordinal))
            ? files
            : throw Refusal(Path, $"it has no folder {DuckDb}, which these data need");
    }

    private static EscalaException Refusal(string path, string reason, Exception? cause = null) => new(
        $"WorkerFolder must be the folder of a built worker, but was {path}: {reason}. "
        + $"Build one, or name it by {GangOptions.WorkerVariable}; see docs/operators.md.",
        cause);
}
