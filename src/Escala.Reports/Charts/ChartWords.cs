using System.Resources;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Charts;

/// <summary>The texts and numbers of charts in one language.</summary>
/// <param name="language">The language.</param>
internal sealed class ChartWords(Language language)
{
    private const double Mebibyte = 1024 * 1024;

    private readonly Texts _texts = new(new ResourceManager("Escala.Reports.Charts.ChartTexts", typeof(ChartWords).Assembly), language);

    /// <summary>How the language writes figures.</summary>
    public Figures Figures { get; } = new(language);

    /// <summary>What the language calls phases, engines and initialisations.</summary>
    public Names Names { get; } = new(language);

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    public string this[string key] => _texts[key];

    /// <summary>A text with values.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">The values.</param>
    public string Format(string key, params object[] values) => _texts.Format(key, values);

    /// <summary>A number on an axis.</summary>
    public string Number(double value) => (value + 0.0).ToString("#,0.######", language.Culture);

    /// <summary>A number in three significant digits, or all digits of its whole part.</summary>
    public string Short(double value)
    {
        double size = Math.Abs(value);
        int decimals = size is 0 or >= 100 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString($"N{decimals}", language.Culture);
    }

    /// <summary>A score in four decimals, or three significant digits where it is no share; "-" where it is not defined.</summary>
    public string Score(double? score) => score switch
    {
        null => "-",
        { } value when Math.Abs(value) < 10 => value.ToString("N4", language.Culture),
        { } value => Short(value),
    };

    /// <summary>A share as a percentage with its sign; one that would be rounded to none is said to be below the least shown.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="decimals">The digits after the decimal sign.</param>
    public string Percent(double share, int decimals = 1)
    {
        double least = Math.Pow(10, -decimals);
        return share > 0 && 100 * share < least
            ? $"<{least.ToString($"N{decimals}", language.Culture)} %"
            : $"{(100 * share).ToString($"N{decimals}", language.Culture)} %";
    }

    /// <summary>A count in at most three digits, with k for thousands or M for millions.</summary>
    public string Thousands(double count) => count switch
    {
        < 999.5 => count == Math.Floor(count) ? Number(count) : Short(count),
        < 999_500 => $"{Short(count / 1e3)}k",
        _ => $"{Short(count / 1e6)}M",
    };

    /// <summary>Seconds with their unit.</summary>
    public string Seconds(double seconds) => $"{Short(seconds)} s";

    /// <summary>A size in MiB, with the unit.</summary>
    public string Mebibytes(double bytes) => $"{Short(bytes / Mebibyte)} MiB";

    /// <summary>How a group of runs is called; the serial engine has one thread by its name.</summary>
    public string Run(RunGroup group) => group switch
    {
        { Kind: RunKind.Initialization } => Names.Initialization(group.Name),
        { Name: "serial" } => Names.Engine(group.Name),
        { IsGang: true } => Format("run", Names.Engine(group.Name), Count("ranks", group.Result!.Ranks)),
        _ => Format("run", Names.Engine(group.Name), Count("threads", group.Threads)),
    };

    /// <summary>A count in the singular or plural.</summary>
    /// <param name="key">The key of both texts, without <c>.one</c> and <c>.many</c>.</param>
    /// <param name="count">The count.</param>
    public string Count(string key, long count) => Format(count == 1 ? $"{key}.one" : $"{key}.many", Figures.Count(count));
}
