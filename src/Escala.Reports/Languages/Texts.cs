using System.Resources;

namespace Escala.Reports.Languages;

/// <summary>The texts of one resource file in one language.</summary>
/// <param name="resources">The resource file.</param>
/// <param name="language">The language.</param>
internal sealed class Texts(ResourceManager resources, Language language)
{
    private readonly Figures _figures = new(language);

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>A text, or null where there is none.</summary>
    /// <param name="key">Its key.</param>
    public string? Find(string key) => resources.GetString(key, language.Culture);

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public string this[string key] => Find(key)
        ?? throw new InvalidOperationException($"{resources.BaseName} has no text '{key}'.");

    /// <summary>A text with values in its places {0}, {1}, ..., which the language formats.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">The values.</param>
    public string Format(string key, params object[] values) => string.Format(language.Culture, this[key], values);

    /// <summary>A text with a number and its noun, in the singular or the plural.</summary>
    /// <param name="key">The key of both texts without its end, which is <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The number, for {0}.</param>
    /// <param name="values">The values of {1}, {2}, ...</param>
    public string Count(string key, long count, params IEnumerable<object> values) =>
        Format(count == 1 ? $"{key}.one" : $"{key}.many", [_figures.Counted(count), .. values]);
}
