using System.Text.RegularExpressions;

namespace Escala.LibXGBoost;

/// <summary>libxgboost's own words, without what belongs to one moment or one build of it.</summary>
internal static partial class NativeMessage
{
    private const string StackTrace = "\nStack trace:";
    private const string Warning = "WARNING:";

    /// <summary>The words of an error: whole, but for the time of day and the C++ stack trace after them.</summary>
    public static string OfError(string text)
    {
        int end = text.LastIndexOf(StackTrace, StringComparison.Ordinal);
        return TimeOfDay().Replace(end < 0 ? text : text[..end], "").Trim();
    }

    /// <summary>The words of a warning without time of day, level and source line; null for a line of another level.</summary>
    public static string? OfWarning(string line)
    {
        string text = TimeOfDay().Replace(line, "");
        return text.StartsWith(Warning, StringComparison.Ordinal) ? SourceLine().Replace(text[Warning.Length..], "").Trim() : null;
    }

    [GeneratedRegex(@"^\[\d\d:\d\d:\d\d\] ")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^ ?\S+:\d+: ?")]
    private static partial Regex SourceLine();
}
