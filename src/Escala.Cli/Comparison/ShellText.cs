namespace Escala.Cli.Comparison;

/// <summary>Command lines as a shell reads them.</summary>
internal static class ShellText
{
    /// <summary>A command whose every word a POSIX shell takes as it is meant.</summary>
    public static string Join(params IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,:=+@%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
