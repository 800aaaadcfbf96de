namespace Escala.Cli.Clusters;

/// <summary>A Java of this machine, which is not started to look at it.</summary>
/// <param name="Program">Its program.</param>
internal sealed record JavaRuntime(string Program)
{
    private const string VersionBegin = "JAVA_VERSION=\"";

    /// <summary>What its file <c>release</c> says its version is; empty where it says nothing.</summary>
    public string Version
    {
        get
        {
            string release = Path.Combine(ProgramPath.HomeOf(Program) ?? "/", "release");
            string? line = File.Exists(release)
                ? File.ReadLines(release).FirstOrDefault(line => line.StartsWith(VersionBegin, StringComparison.Ordinal))
                : null;
            return line?[VersionBegin.Length..].TrimEnd('"') ?? "";
        }
    }

    /// <summary>Finds that of <c>JAVA_HOME</c>, or else of <c>PATH</c>; null where there is none.</summary>
    public static JavaRuntime? Find()
    {
        string? home = Environment.GetEnvironmentVariable("JAVA_HOME");
        string? own = string.IsNullOrEmpty(home) ? null : Path.Combine(home, "bin", "java");
        string? program = own is not null && File.Exists(own) ? own : ProgramPath.Find("java");
        return program is null ? null : new JavaRuntime(program);
    }
}
