namespace Escala.Cli.Clusters;

/// <summary>Looks for programs where the shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The first program of a name in <c>PATH</c>; null where there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
