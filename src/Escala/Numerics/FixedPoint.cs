namespace Escala.Numerics;

/// <summary>
/// Fixed-point numbers for sums that do not depend on the order of their terms: a term is multiplied by a power of two and
/// rounded to the nearest integer, ties to even; integers are then added without error. Every kernel rounds in the same way.
/// </summary>
internal static class FixedPoint
{
    /// <summary>Added to a double of at most 2^51, it rounds it to the nearest integer, ties to even, in the lowest bits.</summary>
    public const double Rounding = 1.5 * (1L << 52);

    /// <summary>No scaled term exceeds 2^50, so that rounding by adding 1.5 x 2^52 works in double precision.</summary>
    private const int TermBits = 50;

    /// <summary>No sum of scaled terms exceeds 2^62.</summary>
    private const int SumBits = 62;

    /// <summary>The largest power of two that keeps terms and their sum in range.</summary>
    /// <param name="bound">An upper bound of |term|, finite and at least 0.</param>
    /// <param name="count">An upper bound of the number of terms over all ranks, at least 1.</param>
    /// <returns>A power of two from 2^-1000 to 2^1000; 1 when <paramref name="bound"/> is 0.</returns>
    public static double Scale(double bound, long count)
    {
        if (bound == 0)
        {
            return 1;
        }

        int boundBits = Math.ILogB(bound) + 1;
        int countBits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)count);
        int exponent = Math.Min(TermBits, SumBits - countBits) - boundBits;
        return Math.ScaleB(1.0, Math.Clamp(exponent, -1000, 1000));
    }

    /// <summary>A term as a fixed-point number.</summary>
    /// <param name="value">The term, within the bound that the scale was made for.</param>
    /// <param name="scale">The scale.</param>
    public static long Round(float value, double scale) => (long)Math.Round(value * scale, MidpointRounding.ToEven);
}
