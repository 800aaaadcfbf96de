namespace Escala.Reports.Tests;

/// <summary>Golden files, which tests compare with and never write.</summary>
internal static class Golden
{
    /// <summary>A golden file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name));
}
