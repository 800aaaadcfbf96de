using System.Globalization;

namespace Escala.Reports.Languages;

/// <summary>A language of reports: its texts and how it writes numbers.</summary>
internal sealed class Language
{
    private Language(string code, string name, string decimalSeparator, string groupSeparator)
    {
        Code = code;
        Name = name;
        Culture = new CultureInfo(code)
        {
            NumberFormat = { NumberDecimalSeparator = decimalSeparator, NumberGroupSeparator = groupSeparator },
        };
    }

    /// <summary>English.</summary>
    public static Language English { get; } = new("en", "English", ".", ",");

    /// <summary>Spanish.</summary>
    public static Language Spanish { get; } = new("es", "Español", ",", ".");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, Spanish];

    /// <summary>Its two letters (ISO 639-1).</summary>
    public string Code { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    /// <summary>Its texts' culture, with its separators in numbers.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The language with this code, or null.</summary>
    public static Language? Find(string code) => All.FirstOrDefault(language => language.Code == code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
