using System.Text.RegularExpressions;

namespace Escala.LibXGBoost;

/// <summary>What libxgboost says of parameters that it does not know, which it only warns of, and only where <c>validate_parameters</c> is on.</summary>
internal static partial class UnusedParameters
{
    /// <summary>The names in a warning, in its order; empty where it is about something else.</summary>
    public static IReadOnlyList<string> In(string warning) =>
        Sentence().Match(warning) is { Success: true } found ? [.. found.Groups["name"].Captures.Select(name => name.Value)] : [];

    // Names are quoted and separated by commas; a name may hold neither quote nor line break.
    [GeneratedRegex("Parameters: \\{ \"(?<name>[^\"\n]*)\"(, \"(?<name>[^\"\n]*)\")* \\}")]
    private static partial Regex Sentence();
}
