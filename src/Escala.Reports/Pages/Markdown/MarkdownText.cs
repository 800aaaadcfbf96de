using System.Text;
using System.Text.RegularExpressions;

namespace Escala.Reports.Pages.Markdown;

/// <summary>Text that stays text in GitHub's Markdown, whatever is in it.</summary>
internal static partial class MarkdownText
{
    private const string Special = "\\`*_[]<>&|$~#@";
    private const int BlockFence = 3;

    /// <summary>Text on one line.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char letter in OneLine(text))
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>Code on one line, also within a table.</summary>
    public static string Code(string text)
    {
        string line = OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);
        string fence = Fence(line, 1);
        string pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return line.Length > 0 ? $"{fence}{pad}{line}{pad}{fence}" : "";
    }

    /// <summary>Code on lines of its own.</summary>
    public static string CodeBlock(string text)
    {
        string fence = Fence(text, BlockFence);
        return $"{fence}\n{text}\n{fence}";
    }

    /// <summary>A run of backticks longer than any in the text, so that none in it ends the code.</summary>
    private static string Fence(string text, int least) =>
        new('`', Math.Max(least, Backticks().Matches(text).Select(run => run.Length + 1).DefaultIfEmpty().Max()));

    private static string OneLine(string text) => LineEnds().Replace(text, " ");

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineEnds();
}
