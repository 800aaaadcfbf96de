using CsCheck;
using Escala.Vision.Optimizers;
using Xunit;

namespace Escala.Tests.Vision.Optimizers;

public class GradientNormTests
{
    [Fact]
    public void SumOfSquares_AnyLength_IsTheSum() => Gen.Float[-10, 10].Array[0, 50].Sample(gradients =>
    {
        double expected = gradients.Sum(g => (double)g * g);
        Assert.Equal(expected, GradientNorm.SumOfSquares(gradients), 1e-12 * (1 + expected));
    });

    [Fact]
    public void SumOfSquares_NaN_IsNaN()
    {
        Assert.True(double.IsNaN(GradientNorm.SumOfSquares([1, 2, float.NaN])));
        Assert.True(double.IsNaN(GradientNorm.SumOfSquares([1, 2, 3, 4, 5, float.NaN, 7, 8, 9])));
    }

    [Fact]
    public void Scale_NormAboveTheLimit_BringsItThere()
    {
        Assert.Equal(1, GradientNorm.Scale(5, null));
        Assert.Equal(1, GradientNorm.Scale(5, 6));
        Assert.Equal(0.5f, GradientNorm.Scale(4, 2), 1e-6f);
        Assert.Equal(1, GradientNorm.Scale(0, 2));
    }
}
