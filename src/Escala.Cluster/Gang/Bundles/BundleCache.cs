using System.Security.Cryptography;
using System.Text;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>
/// The packed bundles of a user, each named by the SHA-256 of its bytes; a file beside says which files it was packed from. Several
/// processes may use it at once.
/// </summary>
/// <param name="folder">Where they are; made when needed.</param>
internal sealed class BundleCache(string folder)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    /// <summary>The user's cache: <c>escala/bundles</c> in <c>XDG_CACHE_HOME</c>, else in <c>~/.cache</c>.</summary>
    public static BundleCache OfTheUser()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!Path.IsPathRooted(cache))
        {
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return new BundleCache(Path.Combine(cache, "escala", "bundles"));
    }

    /// <summary>A bundle of these files: packed now, unless it was before.</summary>
    /// <param name="manifest">What the folder says of its programs.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="EscalaException">The cache cannot be written to, or a file cannot be read.</exception>
    public Bundle Get(WorkerManifest manifest, IReadOnlyList<BundleFile> files)
    {
        try
        {
            string sources = Path.Combine(folder, $"{Key(manifest, files)}.of");
            return Find(sources) ?? Pack(sources, manifest, files);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException(
                $"The files that ranks run cannot be packed into {folder}: {cause.Message} Set XDG_CACHE_HOME to a folder you may write to.", cause);
        }
    }

    private static string Key(WorkerManifest manifest, IReadOnlyList<BundleFile> files)
    {
        IEnumerable<string> programs = manifest.Programs.Select(program => $"{program.Key}={program.Value}");
        IEnumerable<string> stamps = files.Select(file => file.Stamp()).Order(StringComparer.Ordinal);
        string text = string.Join('\n', [manifest.Name, .. programs, .. stamps]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private Bundle? Find(string sources)
    {
        if (!File.Exists(sources))
        {
            return null;
        }

        string hash = File.ReadAllText(sources);
        var file = new FileInfo(PathOf(hash));
        if (!file.Exists)
        {
            return null;
        }

        // What is used stays.
        file.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new Bundle(file.FullName, hash, file.Length);
    }

    private Bundle Pack(string sources, WorkerManifest manifest, IReadOnlyList<BundleFile> files)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        RemoveOld();
        string partial = Path.Combine(folder, $".{Guid.NewGuid():N}.partial");
        try
        {
            BundleWriter.Write(partial, manifest, files);
            string hash;
            using (FileStream packed = File.OpenRead(partial))
            {
                hash = Convert.ToHexStringLower(SHA256.HashData(packed));
            }

            long bytes = new FileInfo(partial).Length;
            File.Move(partial, PathOf(hash), overwrite: true);
            File.WriteAllText(partial, hash);
            File.Move(partial, sources, overwrite: true);
            return new Bundle(PathOf(hash), hash, bytes);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private void RemoveOld()
    {
        DateTime oldest = TimeProvider.System.GetUtcNow().UtcDateTime - s_kept;
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, $"{hash}.tar.gz");
}
