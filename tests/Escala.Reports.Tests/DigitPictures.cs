using Escala.Reports.Results;

namespace Escala.Reports.Tests;

/// <summary>Pictures of digits.</summary>
internal static class DigitPictures
{
    private const int Side = 28;

    // The segments of a digit as on a clock: top, upper left, upper right, middle, lower left, lower right, bottom.
    private static readonly string[] Segments =
        ["1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011"];

    /// <summary>The digit of a class in seven segments, a little aslant as the row has it.</summary>
    public static ImagePicture Of(int digit, int row)
    {
        var pixels = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                pixels[(y * Side) + x] = (byte)(255 * Ink(digit, x + ((y - 14) * (row % 5) / 12.0), y));
            }
        }

        return new ImagePicture { Channels = 1, Height = Side, Width = Side, Pixels = pixels };
    }

    /// <summary>How dark a place of a digit is, 0 to 1: within two pixels of one of its segments.</summary>
    private static double Ink(int digit, double x, double y)
    {
        (double X1, double Y1, double X2, double Y2)[] places =
        [
            (9, 5, 19, 5), (9, 5, 9, 14), (19, 5, 19, 14), (9, 14, 19, 14), (9, 14, 9, 23), (19, 14, 19, 23), (9, 23, 19, 23),
        ];
        double nearest = places.Where((_, index) => Segments[digit][index] == '1').Min(place => Math.Sqrt(
            Math.Pow(x - Math.Clamp(x, place.X1, place.X2), 2) + Math.Pow(y - Math.Clamp(y, place.Y1, place.Y2), 2)));
        return Math.Clamp(2 - nearest, 0, 1);
    }
}
