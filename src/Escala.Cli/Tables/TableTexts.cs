using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Cli.Tables;

/// <summary>The texts of tables and of the lines around them.</summary>
internal static class TableTexts
{
    private static readonly ResourceManager s_resources = new(typeof(TableTexts));

    /// <summary>The texts in a language.</summary>
    public static Texts In(Language language) => new(s_resources, language);
}
