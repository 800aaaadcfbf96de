using System.Globalization;
using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>Looks for libxgboost: where it was configured, and there only, else under the names that the system's loader may know.</summary>
/// <param name="configured">A file, or a folder that holds one of the <paramref name="names"/>; null or empty where nothing is configured.</param>
/// <param name="names">The usual names of the file, the preferred one first.</param>
internal sealed unsafe class LibrarySearch(string? configured, params IReadOnlyList<string> names)
{
    /// <summary>Names a libxgboost: a file, or a folder.</summary>
    public const string EnvironmentVariable = "ESCALA_XGBOOST";

    private const string VersionFunction = "XGBoostVersion";
    private const string Advice =
        "Install XGBoost's library (Debian, Ubuntu: apt install libxgboost0), "
        + $"or name one, such as that of Python's package xgboost, by {EnvironmentVariable}.";

    private static readonly Version s_oldest = new(1, 7);
    private static readonly Version s_tooNew = new(4, 0);

    /// <summary>The search that the environment of this process asks for.</summary>
    public static LibrarySearch OfThisProcess() =>
        new(Environment.GetEnvironmentVariable(EnvironmentVariable), "libxgboost.so", "libxgboost.so.0");

    /// <summary>Loads it.</summary>
    /// <exception cref="XGBoostException">There is none, it cannot be loaded, it is another library, or of a version that Escala does not work with.</exception>
    public FoundLibrary Find()
    {
        nint handle = string.IsNullOrEmpty(configured) ? LoadUsual() : LoadConfigured(Path.GetFullPath(configured));
        try
        {
            Version version = VersionOf(handle, out string path);
            RequireSupported(version, path);
            return new FoundLibrary(handle, path, version);
        }
        catch (XGBoostException)
        {
            NativeLibrary.Free(handle);
            throw;
        }
    }

    /// <summary>Refuses a version that Escala was not made for.</summary>
    /// <exception cref="XGBoostException">It is older than 1.7, or 4.0 or newer.</exception>
    public static void RequireSupported(Version version, string path)
    {
        if (version < s_oldest || version >= s_tooNew)
        {
            throw new XGBoostException(
                $"The version of libxgboost must be {s_oldest} or newer and below {s_tooNew}, but {path} is {version}. "
                + $"Name another library by {EnvironmentVariable}.");
        }
    }

    private nint LoadUsual()
    {
        var reasons = new List<string>();
        foreach (string name in names)
        {
            try
            {
                return NativeLibrary.Load(name);
            }
            catch (DllNotFoundException cause)
            {
                reasons.Add(LoaderReason(cause));
            }
        }

        throw new XGBoostException($"libxgboost was not found: {string.Join("; ", reasons)}. {Advice}");
    }

    private nint LoadConfigured(string path)
    {
        string file = Directory.Exists(path) ? FileIn(path) : path;
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception cause) when (cause is DllNotFoundException or BadImageFormatException)
        {
            throw new XGBoostException(
                $"{EnvironmentVariable} must name a libxgboost that can be loaded, but was {configured}: {LoaderReason(cause)}. "
                + "Correct it, or remove it to use the system's library.",
                cause);
        }
    }

    private string FileIn(string folder) =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new XGBoostException(
            $"{EnvironmentVariable} must name a libxgboost or its folder, but {folder} holds neither {string.Join(" nor ", names)}. "
            + "Correct it, or remove it to use the system's library.");

    private Version VersionOf(nint handle, out string path)
    {
        bool isThere = NativeLibrary.TryGetExport(handle, VersionFunction, out nint function);
        path = isThere ? FileMappedAt(function) : "";
        if (!isThere)
        {
            throw new XGBoostException(
                $"{EnvironmentVariable} must name a libxgboost, but was {configured}, which is another library: it has no {VersionFunction}. "
                + "Correct it, or remove it to use the system's library.");
        }

        int major, minor, patch;
        ((delegate* unmanaged<int*, int*, int*, void>)function)(&major, &minor, &patch);
        return new Version(major, minor, patch);
    }

    /// <summary>The file behind an address of this process; the loader's name for it may be another, or no path at all.</summary>
    private static string FileMappedAt(nint address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            // begin-end permissions offset device inode path
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            string[] range = fields[0].Split('-');
            if ((ulong)address >= ulong.Parse(range[0], NumberStyles.HexNumber) && (ulong)address < ulong.Parse(range[1], NumberStyles.HexNumber))
            {
                return fields[5].TrimStart();
            }
        }

        throw new XGBoostException($"/proc/self/maps must show where libxgboost was loaded from, but has nothing at {address:x}.");
    }

    /// <summary>What the system's loader says; .NET puts its own advice on the line before.</summary>
    private static string LoaderReason(Exception cause) =>
        cause.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
