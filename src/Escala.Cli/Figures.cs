using System.Globalization;

namespace Escala.Cli;

/// <summary>Numbers for people.</summary>
internal static class Figures
{
    private const double Unit = 1024;

    /// <summary>Seconds, to the millisecond.</summary>
    public static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A percentage.</summary>
    public static string Percent(double percent) => percent.ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>A whole number with thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A figure of quality, to 7 digits.</summary>
    public static string Metric(double value) => value.ToString("G7", CultureInfo.InvariantCulture);

    /// <summary>A size in the largest unit that leaves at least 1: B, KiB, MiB, GiB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / Unit:F1} KiB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Unit * Unit):F1} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Unit * Unit * Unit):F2} GiB"),
    };

    /// <summary>A size in MiB, without the unit.</summary>
    public static string Mebibytes(long bytes) => (bytes / (Unit * Unit)).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A rate with k or M.</summary>
    public static string Rate(double rate) => rate switch
    {
        < 1e3 => rate.ToString("F0", CultureInfo.InvariantCulture),
        < 1e6 => (rate / 1e3).ToString("F1", CultureInfo.InvariantCulture) + " k",
        _ => (rate / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " M",
    };

    /// <summary>A time to wait, in seconds, minutes or hours.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):F0} s"),
        < 99.5 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h"),
    };
}
