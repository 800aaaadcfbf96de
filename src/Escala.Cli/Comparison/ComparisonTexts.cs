using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Cli.Comparison;

/// <summary>What comparisons say.</summary>
internal static class ComparisonTexts
{
    private static readonly ResourceManager Resources = new("Escala.Cli.Comparison.ComparisonTexts", typeof(ComparisonTexts).Assembly);

    /// <summary>The texts in a language.</summary>
    public static Texts In(Language language) => new(Resources, language);

    /// <summary>A number and its noun.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="key">The noun's key, without <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The number.</param>
    public static string Plural(this Texts texts, string key, long count) =>
        texts.Format(PluralKey(key, count), new Figures(texts.Language).Count(count));

    /// <summary>The key of a noun's form for a number; English and Spanish have the same two.</summary>
    public static string PluralKey(string key, long count) => $"{key}.{(count == 1 ? "one" : "many")}";
}
