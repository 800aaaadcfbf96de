namespace Escala.Cli.Samples;

/// <summary>Where the project's own files are.</summary>
internal static class ProjectHome
{
    /// <summary>The environment variable with which the launcher says it.</summary>
    public const string EnvironmentVariable = "ESCALA_HOME";

    /// <summary>The folder of the project, or null where the program stands alone.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory);

    /// <summary>The Python that the launcher made for itself because the system's has no Dask; null where there is none.</summary>
    /// <param name="home">The folder of the project; null where the program stands alone.</param>
    public static string? OwnPython(string? home) =>
        home is not null && Path.Combine(home, "artifacts", "python", "bin", "python3") is { } python && File.Exists(python) ? python : null;

    /// <summary>The rule itself.</summary>
    /// <param name="given">What the environment says, or null.</param>
    /// <param name="start">Where to start looking upwards.</param>
    public static string? Find(string? given, string start)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return Path.GetFullPath(given);
        }

        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json"))
                && File.Exists(Path.Combine(folder.FullName, "data", "package.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
