using System.Runtime.InteropServices;

namespace Escala.DuckDb.Native;

/// <summary>
/// DuckDB's native library. Beside a program, or where the system's loader looks, the runtime finds it by itself; a worker that was
/// sent to a node has it in the folder <c>duckdb</c> beside the folder of its executable.
/// </summary>
internal static class DuckDbLibrary
{
    private static readonly Lazy<string?> s_fault = new(() => LoadFrom(AppContext.BaseDirectory));

    /// <summary>Loads it from a worker's folder, where the process is such a worker; once.</summary>
    /// <exception cref="DuckDbFailure">It is there and cannot be loaded.</exception>
    public static void Prepare()
    {
        if (s_fault.Value is { } fault)
        {
            throw new DuckDbFailure(fault);
        }
    }

    /// <summary>Loads it from the folder beside a program's own. From then on the system's loader knows it by its name.</summary>
    /// <param name="program">The folder of the executable.</param>
    /// <returns>What the loader said; null where it is loaded, or not there.</returns>
    internal static string? LoadFrom(string program)
    {
        string path = Path.GetFullPath(Path.Combine(program, "..", "duckdb", "libduckdb.so"));
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception cause) when (cause is DllNotFoundException or BadImageFormatException)
        {
            return $"{path} cannot be loaded: {cause.Message}";
        }
    }
}
