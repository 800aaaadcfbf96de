using System.Numerics;

namespace Escala.Tests.Numerics;

/// <summary>Exact arithmetic on doubles, as multiples of 2^-1200: what fixed-point rounding and sums are checked against.</summary>
internal static class ExactRational
{
    private const int FractionBits = 1200;

    /// <summary>A finite double as a multiple of 2^-1200; every double of 2^-1147 and more is one.</summary>
    public static BigInteger From(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        BigInteger magnitude = exponent == 0 ? mantissa : mantissa | (1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + FractionBits;
        return (bits < 0 ? -magnitude : magnitude) << shift;
    }

    /// <summary>The nearest integer, of two the even one.</summary>
    public static BigInteger RoundToEven(BigInteger value)
    {
        BigInteger unit = BigInteger.One << FractionBits;
        BigInteger floor = BigInteger.DivRem(value, unit, out BigInteger rest);
        if (rest.Sign < 0)
        {
            (floor, rest) = (floor - 1, rest + unit);
        }

        int side = (rest * 2).CompareTo(unit);
        return side > 0 || (side == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    /// <summary>|a - b| / c as a double, for a and b as multiples of 2^-1200.</summary>
    public static double RelativeDifference(BigInteger a, BigInteger b, BigInteger c)
    {
        if (a == b)
        {
            return 0;
        }

        // Enough bits of the quotient for a double.
        BigInteger quotient = (BigInteger.Abs(a - b) << 400) / BigInteger.Abs(c);
        return Math.ScaleB((double)quotient, -400);
    }
}
