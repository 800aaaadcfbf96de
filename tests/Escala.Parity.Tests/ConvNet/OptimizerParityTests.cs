using Escala.Vision.Optimizers;
using Xunit;

namespace Escala.Parity.Tests.ConvNet;

/// <summary>From the same parameters and gradients, the same steps as PyTorch in float64.</summary>
public sealed class OptimizerParityTests
{
    public static TheoryData<string> Fixtures => [.. OptimizerFixture.Names];

    [Fact]
    public void Fixtures_AreThere() => Assert.Equal(14, OptimizerFixture.Names.Count());

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Update_TenSteps_EqualsPyTorch(string name)
    {
        OptimizerFixture expected = OptimizerFixture.Load(name);
        var rates = new LearningRates(expected.Schedule, expected.Optimizer.LearningRate, expected.StepsPerEpoch, expected.Epochs);
        float[] parameters = [.. expected.Start];
        Optimizer optimizer = Optimizer.Create(expected.Optimizer, parameters.Length);
        for (int step = 0; step < expected.LearningRates.Length; step++)
        {
            Assert.Equal(expected.LearningRates[step], rates.At(step), 1e-13);
            double norm = Math.Sqrt(GradientNorm.SumOfSquares(expected.Gradients[step]));
            optimizer.BeginStep(rates.At(step));
            optimizer.Update(parameters, expected.Gradients[step], 0, GradientNorm.Scale(norm, expected.MaxGradientNorm));
            Assert.InRange(RelativeError(expected.Parameters[step], parameters), 0, 1e-6);
        }
    }

    private static double RelativeError(double[] expected, float[] found) =>
        Math.Sqrt(expected.Zip(found, (x, y) => (x - y) * (x - y)).Sum() / expected.Sum(x => x * x));
}
