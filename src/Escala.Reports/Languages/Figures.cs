using System.Globalization;

namespace Escala.Reports.Languages;

/// <summary>Numbers for people, as a language writes them.</summary>
/// <param name="language">The language.</param>
internal sealed class Figures(Language language)
{
    private const double Unit = 1024;
    private const long Million = 1_000_000;

    private CultureInfo Culture => language.Culture;

    /// <summary>Seconds, to the millisecond.</summary>
    public string Seconds(double seconds) => seconds.ToString("F3", Culture);

    /// <summary>A percentage.</summary>
    public string Percent(double percent) => percent.ToString("F0", Culture);

    /// <summary>A percentage to one digit after the point, for rates that are close to each other.</summary>
    public string Tenths(double percent) => percent.ToString("F1", Culture);

    /// <summary>A percentage that may be well below one.</summary>
    public string Share(double percent) => percent.ToString(percent < 9.95 ? "G2" : "F0", Culture);

    /// <summary>How many times as large one figure is as another.</summary>
    public string Ratio(double ratio) => ratio.ToString(ratio < 99.5 ? "F2" : "F0", Culture);

    /// <summary>A whole number with thousands set apart.</summary>
    public string Count(long count) => count.ToString("N0", Culture);

    /// <summary>A whole number before its noun, to which Spanish joins whole millions by a word: "3.000.000 de filas".</summary>
    public string Counted(long count) =>
        language == Language.Spanish && count >= Million && count % Million == 0 ? $"{Count(count)} de" : Count(count);

    /// <summary>A part of a whole as a percentage to one digit; "-" where there is no whole.</summary>
    public string Share(long part, long whole) => whole > 0 ? (100.0 * part / whole).ToString("F1", Culture) : "-";

    /// <summary>A figure of quality, to 7 digits.</summary>
    public string Metric(double value) => value.ToString("G7", Culture);

    /// <summary>A size in the largest unit that leaves at least 1: B, KiB, MiB, GiB.</summary>
    public string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(Culture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(Culture, $"{bytes / Unit:F1} KiB"),
        < 1024 * 1024 * 1024 => string.Create(Culture, $"{bytes / (Unit * Unit):F1} MiB"),
        _ => string.Create(Culture, $"{bytes / (Unit * Unit * Unit):F2} GiB"),
    };

    /// <summary>A size in MiB, without the unit.</summary>
    public string Mebibytes(long bytes) => (bytes / (Unit * Unit)).ToString("F1", Culture);

    /// <summary>A rate with k or M.</summary>
    public string Rate(double rate) => rate switch
    {
        < 1e3 => rate.ToString("F0", Culture),
        < 1e6 => (rate / 1e3).ToString("F1", Culture) + " k",
        _ => (rate / 1e6).ToString("F1", Culture) + " M",
    };

    /// <summary>A time to wait, in seconds, minutes or hours.</summary>
    public string Duration(double seconds) => seconds switch
    {
        < 99.5 => string.Create(Culture, $"{Math.Ceiling(seconds):F0} s"),
        < 99.5 * 60 => string.Create(Culture, $"{seconds / 60:F0} min"),
        _ => string.Create(Culture, $"{seconds / 3600:F1} h"),
    };
}
