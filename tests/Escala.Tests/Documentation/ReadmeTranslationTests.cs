using System.Text.RegularExpressions;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Documentation;

/// <summary>The two READMEs say the same: code, commands and numbers cannot drift apart.</summary>
public sealed partial class ReadmeTranslationTests
{
    private static string English { get; } = File.ReadAllText(Path.Combine(ProjectFolder.Path, "README.md"));

    private static string Spanish { get; } = File.ReadAllText(Path.Combine(ProjectFolder.Path, "README.es.md"));

    [Fact]
    public void Readmes_LinkToEachOther()
    {
        Assert.Contains("](README.es.md)", English, StringComparison.Ordinal);
        Assert.Contains("](README.md)", Spanish, StringComparison.Ordinal);
    }

    [Fact]
    public void Readmes_CodeAndCommands_AreEqual()
    {
        Assert.NotEmpty(Code(English));
        Assert.Equal(Code(English), Code(Spanish));
    }

    [Fact]
    public void Readmes_NumbersInTables_AreEqualRowByRow()
    {
        string[][] rows = [.. TableRows(English)];

        Assert.Contains(rows, row => row.Length > 5);
        Assert.Equal(rows, TableRows(Spanish));
    }

    [Fact]
    public void Readmes_NumbersInText_AreEqual() =>
        Assert.Equal(Numbers(Text(English)).Order(StringComparer.Ordinal), Numbers(Text(Spanish)).Order(StringComparer.Ordinal));

    [Fact]
    public void Readmes_Links_AreEqual() => Assert.Equal(Links(English), Links(Spanish));

    /// <summary>The lines of code; what a command does is said after it, in the language, and is left out.</summary>
    private static string[] Code(string readme) =>
        [.. CodeLines().Matches(readme).Select(match => match.Value).SelectMany(block => block.Split('\n')).Select(WithoutComment)];

    private static string WithoutComment(string line) =>
        line.StartsWith("    escala ", StringComparison.Ordinal) ? CommandComment().Replace(line, "") : line;

    private static string Text(string readme) => CodeLines().Replace(readme, "");

    private static IEnumerable<string[]> TableRows(string readme) =>
        Text(readme).Split('\n').Where(line => line.StartsWith('|')).Select(Numbers);

    /// <summary>The digits of each number: separators are those of the language.</summary>
    private static string[] Numbers(string text) =>
        [.. Number().Matches(text).Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)))];

    /// <summary>Where links lead, but for those from one README to the other.</summary>
    private static IEnumerable<string> Links(string readme) =>
        Link().Matches(readme).Select(match => match.Groups[1].Value).Where(target => target is not ("README.md" or "README.es.md"));

    [GeneratedRegex("^```[^`]*^```$|^    .*$", RegexOptions.Multiline)]
    private static partial Regex CodeLines();

    [GeneratedRegex("(?<=[^ ]) {2,}.*$")]
    private static partial Regex CommandComment();

    [GeneratedRegex("[0-9]+([.,][0-9]+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Link();
}
