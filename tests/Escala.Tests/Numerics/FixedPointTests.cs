using System.Numerics;
using CsCheck;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class FixedPointTests
{
    private static readonly Gen<double> Bound =
        Gen.Select(Gen.Double[1, 2], Gen.Int[-900, 900], (mantissa, exponent) => Math.ScaleB(mantissa, exponent));

    private static readonly Gen<long> Count =
        Gen.Select(Gen.Int[0, 40], Gen.Long[0, long.MaxValue], (bits, value) => 1 + (value & ((1L << bits) - 1)));

    [Fact]
    public void Scale_AnyBoundAndCount_KeepsTermsAndSumsInRange() =>
        Gen.Select(Bound, Count).Sample((bound, count) =>
        {
            double scale = FixedPoint.Scale(bound, count);
            BigInteger term = ExactRational.RoundToEven(ExactRational.From(bound * scale));
            Assert.Equal(1.0, Math.ScaleB(scale, -Math.ILogB(scale)));
            Assert.True(term <= BigInteger.One << 50, $"bound {bound}, count {count}: term {term}");
            Assert.True(term * count <= BigInteger.One << 62, $"bound {bound}, count {count}: sum {term * count}");
        });

    [Fact]
    public void Scale_AnyBoundAndCount_UsesTheBitsThereAre() =>
        Gen.Select(Bound, Count).Sample((bound, count) =>
        {
            double largest = bound * FixedPoint.Scale(bound, count);
            Assert.True(largest >= Math.ScaleB(1, 49) || largest * count >= Math.ScaleB(1, 60), $"bound {bound}, count {count}");
        });

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(double.Epsilon, 1000)]
    [InlineData(1e-300, 1)]
    [InlineData(1.7976931348623157e308, long.MaxValue)]
    [InlineData(3.4028234663852886e38, 3_000_000)]
    public void Scale_ExtremeBound_IsAFinitePowerOfTwo(double bound, long count)
    {
        double scale = FixedPoint.Scale(bound, count);
        Assert.InRange(scale, Math.ScaleB(1, -1000), Math.ScaleB(1, 1000));
        Assert.Equal(1.0, Math.ScaleB(scale, -Math.ILogB(scale)));
    }

    [Fact]
    public void Round_AnyTerm_IsTheNearestIntegerTiesToEven() =>
        Gen.Select(Gen.Float[-1e6f, 1e6f], Gen.Int[-30, 30]).Sample((value, exponent) =>
        {
            double scale = Math.ScaleB(1, exponent);
            BigInteger expected = ExactRational.RoundToEven(ExactRational.From((double)value * scale));
            Assert.Equal(expected, FixedPoint.Round(value, scale));
        });

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, 2)]
    [InlineData(2.5f, 2)]
    [InlineData(-0.5f, 0)]
    [InlineData(-1.5f, -2)]
    [InlineData(-2.5f, -2)]
    [InlineData(0.49999997f, 0)]
    public void Round_Half_GoesToTheEvenNumber(float value, long expected) => Assert.Equal(expected, FixedPoint.Round(value, 1));
}
