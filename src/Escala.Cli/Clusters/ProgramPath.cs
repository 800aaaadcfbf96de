namespace Escala.Cli.Clusters;

/// <summary>Looks for programs where the shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The first program of a name in <c>PATH</c>; null where there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>The folder that a program's own <c>bin</c> is in, links followed; null where there is none.</summary>
    public static string? HomeOf(string program) => Path.GetDirectoryName(Path.GetDirectoryName(
        File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(program)));
}
