using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Cli.Comparison;

/// <summary>What comparisons say.</summary>
internal static class ComparisonTexts
{
    private static readonly ResourceManager Resources = new("Escala.Cli.Comparison.ComparisonTexts", typeof(ComparisonTexts).Assembly);

    /// <summary>The texts in a language.</summary>
    public static Texts In(Language language) => new(Resources, language);
}
