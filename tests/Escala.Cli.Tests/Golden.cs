using System.Text.RegularExpressions;

namespace Escala.Cli.Tests;

/// <summary>Golden files, which tests compare with and never write.</summary>
internal static partial class Golden
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>A golden file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>The golden files that match a pattern, at least one.</summary>
    public static string[] All(string pattern)
    {
        string[] files = Directory.GetFiles(Folder, pattern);
        return files.Length > 0 ? files : throw new FileNotFoundException($"There is no golden file {pattern}.");
    }

    /// <summary>Text without spaces at the ends of lines, which editors remove.</summary>
    public static string WithoutTrailingSpaces(string text) => TrailingSpaces().Replace(text, "");

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingSpaces();
}
