using Escala.Reports.Languages;

namespace Escala.Cli.Options;

/// <summary>The language that the locale asks for.</summary>
internal static class LocaleLanguage
{
    private static readonly string[] s_variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The language of the first of LC_ALL, LC_MESSAGES and LANG that is set; English where there are no texts in it.</summary>
    /// <param name="variable">Gives an environment variable, or null.</param>
    public static Language Of(Func<string, string?> variable)
    {
        string? locale = s_variables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return Language.Find(locale?.Split('_', '.', '@')[0] ?? "") ?? Language.English;
    }
}
