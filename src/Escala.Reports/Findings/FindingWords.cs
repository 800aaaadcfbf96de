using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Reports.Findings;

/// <summary>The words that findings are made of.</summary>
/// <param name="language">The language.</param>
internal sealed class FindingWords(Language language)
{
    private static readonly ResourceManager Resources =
        new("Escala.Reports.Findings.FindingTexts", typeof(FindingWords).Assembly);

    private static readonly ResourceManager PeerResources =
        new("Escala.Reports.Findings.PeerTexts", typeof(FindingWords).Assembly);

    private readonly Texts _texts = new(Resources, language);
    private readonly Texts _peerTexts = new(PeerResources, language);

    /// <summary>Numbers.</summary>
    public Figures Figures { get; } = new(language);

    /// <summary>Names of phases, scores, engines and initialisations.</summary>
    public Names Names { get; } = new(language);

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    public string this[string key] => _texts[key];

    /// <summary>Whether there is a text, or one for each number.</summary>
    /// <param name="key">Its key, without <c>.one</c> or <c>.many</c> of a text for each number.</param>
    public bool Has(string key) => (_texts.Find(key) ?? _texts.Find($"{key}.many")) is not null;

    /// <summary>A text with values in its places.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">The values.</param>
    public string Format(string key, params object[] values) => _texts.Format(key, values);

    /// <summary>A text with a count in its place {0}, in the singular or the plural.</summary>
    /// <param name="key">Its key, without <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The count.</param>
    /// <param name="more">The values from {1} on.</param>
    public string Counted(string key, long count, params object[] more) =>
        _texts.Count(key, count, more);

    /// <summary>Where the settings of a peer differ.</summary>
    /// <param name="key">The key of the sentence, as results have it.</param>
    public string PeerDifference(string key) => _peerTexts[key];
}
