using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Escala.Reports.Charts;

/// <summary>Writes the data of SVG paths shorter: corners relative to the one before, in tenths of a pixel.</summary>
internal static partial class SvgPath
{
    /// <summary>Rewrites a path of straight lines; one with curves stays as it is.</summary>
    /// <param name="data">Absolute moves, lines and ends: M, L, H, V and Z.</param>
    public static string Shorten(string data)
    {
        var path = new StringBuilder();
        (long x, long y) = (0, 0);
        (long startX, long startY) = (0, 0);
        foreach (Match step in Step().Matches(data))
        {
            long[] numbers = [.. Number().Matches(step.Groups[2].Value).Select(number => Tenths(number.Value))];
            (long toX, long toY) = step.Groups[1].Value switch
            {
                "M" or "L" when numbers.Length == 2 => (numbers[0], numbers[1]),
                "H" when numbers.Length == 1 => (numbers[0], y),
                "V" when numbers.Length == 1 => (x, numbers[0]),
                "Z" => (startX, startY),
                _ => (long.MaxValue, 0),
            };
            if (toX == long.MaxValue)
            {
                return data;
            }

            string command = step.Groups[1].Value is "H" or "V" or "L" ? "l" : step.Groups[1].Value.ToLowerInvariant();
            path.Append(command);
            if (command != "z")
            {
                string across = Text(toY - y);
                path.Append(Text(toX - x)).Append(across[0] == '-' ? "" : " ").Append(across);
            }

            (x, y) = (toX, toY);
            (startX, startY) = command == "m" ? (x, y) : (startX, startY);
        }

        return path.ToString();
    }

    private static long Tenths(string number) => (long)Math.Round(10 * double.Parse(number, CultureInfo.InvariantCulture));

    private static string Text(long tenths) => (tenths / 10.0).ToString("0.#", CultureInfo.InvariantCulture);

    [GeneratedRegex("([A-Za-z])([^A-Za-z]*(?:e-?[0-9][^A-Za-z]*)*)")]
    private static partial Regex Step();

    [GeneratedRegex(@"-?[0-9]*\.?[0-9]+(e-?[0-9]+)?")]
    private static partial Regex Number();
}
