using System.Numerics;
using CsCheck;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class ExactSumTests
{
    private static readonly Gen<double[]> Terms = Gen.Double[-1e9, 1e9].Array[1, 200];

    [Fact]
    public void Add_AnyOrderAndGrouping_GivesTheSameIntegers() =>
        Gen.Select(Terms, Gen.Int[0, 200]).Sample((terms, cut) =>
        {
            ExactSum forward = Sum(terms, 1000);
            ExactSum backward = Sum([.. terms.Reverse()], 1000);
            ExactSum left = Sum(terms[..Math.Min(cut, terms.Length)], 1000);
            ExactSum right = Sum(terms[Math.Min(cut, terms.Length)..], 1000);
            Assert.Equal((forward.Whole, forward.Rest), (backward.Whole, backward.Rest));
            Assert.Equal((forward.Whole, forward.Rest), (left.Whole + right.Whole, left.Rest + right.Rest));
            Assert.Equal(forward.Value, backward.Value);
        });

    [Fact]
    public void Value_AnyTerms_IsTheExactSumRoundedToDouble() =>
        Terms.Sample(terms =>
        {
            BigInteger exact = terms.Aggregate(BigInteger.Zero, (sum, term) => sum + ExactRational.From(term));
            BigInteger largest = ExactRational.From(1e9) * terms.Length;
            double error = ExactRational.RelativeDifference(ExactRational.From(Sum(terms, terms.Length).Value), exact, largest);
            Assert.True(error <= Math.ScaleB(1, -53), $"relative error {error}");
        });

    [Theory]
    [InlineData(4_000_000, -80)]
    [InlineData(4_000_000_000, -60)]
    public void Add_ManyTermsExpected_KeepsTheBitsThatItPromises(long count, int exponent)
    {
        var sum = new ExactSum(1, count);
        BigInteger exact = 0;
        for (int i = 1; i <= 1000; i++)
        {
            double term = 1.0 / ((double)i * i * i);
            sum.Add(term);
            exact += ExactRational.From(term);
        }

        double scale = FixedPoint.Scale(1, count);
        double restScale = FixedPoint.Scale(0.5, count);
        BigInteger kept = (sum.Whole * ExactRational.From(1 / scale)) + (sum.Rest * ExactRational.From(1 / scale / restScale));
        double error = ExactRational.RelativeDifference(kept, exact, ExactRational.From(1000));
        Assert.InRange(error, double.Epsilon, Math.ScaleB(1, exponent));
    }

    [Fact]
    public void Value_LargeTermsThatCancel_KeepsTheSmallOne()
    {
        var sum = new ExactSum(1e12, 3);
        sum.Add(1e12);
        sum.Add(1e-7);
        sum.Add(-1e12);
        Assert.Equal(1e-7, sum.Value, 1e-18);
    }

    [Fact]
    public void Value_TinyTerms_DoNotVanish()
    {
        var sum = new ExactSum(1e-60, 3_000_000);
        sum.Add(1e-60);
        sum.Add(3e-61);
        Assert.Equal(1.3e-60, sum.Value, 1e-74);
    }

    [Fact]
    public void Value_NoTerms_IsZero() => Assert.Equal(0, new ExactSum(5, 10).Value);

    private static ExactSum Sum(double[] terms, long count)
    {
        var sum = new ExactSum(1e9, count);
        foreach (double term in terms)
        {
            sum.Add(term);
        }

        return sum;
    }
}
