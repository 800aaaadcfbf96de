using System.Text.RegularExpressions;

namespace Escala.Cli.Tests;

/// <summary>The shape of a readable result: words and separators stay, digits and the widths that follow from them do not.</summary>
internal static partial class MaskedText
{
    /// <summary>Masks a text.</summary>
    public static string Of(string text) =>
        Line().Replace(Spaces().Replace(Digits().Replace(Kernels().Replace(Hexadecimal().Replace(text, "#"), "#"), "#"), "  "), "---");

    /// <summary>Masks what <c>doctor</c> found on this machine.</summary>
    public static string OfChecks(string text) => Found().Replace(Of(text), "$1#");

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("avx512|avx2|portable")]
    private static partial Regex Kernels();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("─+")]
    private static partial Regex Line();

    [GeneratedRegex("^(  [^ ]+  .+?  )[^ ].*$", RegexOptions.Multiline)]
    private static partial Regex Found();
}
