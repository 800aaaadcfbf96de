using CsCheck;
using Escala.Vision;
using Escala.Vision.Optimizers;
using Xunit;

namespace Escala.Tests.Vision.Optimizers;

public class LearningRatesTests
{
    [Fact]
    public void At_Constant_StaysAsItIs() => Assert.Equal([2, 2, 2, 2, 2, 2], Rates(new ConstantScheduleOptions(), 3, 2));

    [Fact]
    public void At_Step_ChangesAfterEpochs() =>
        Assert.Equal([2, 2, 2, 2, 1, 1, 1, 1, 0.5, 0.5], Rates(new StepScheduleOptions { Epochs = 2, Factor = 0.5 }, 2, 5));

    [Fact]
    public void At_Cosine_GoesDownHalfACosine()
    {
        double[] rates = Rates(new CosineScheduleOptions { LastLearningRate = 1 }, 2, 2);
        Assert.Equal(2, rates[0]);
        Assert.Equal(1.5 + (Math.Sqrt(2) / 4), rates[1], 1e-14);
        Assert.Equal(1.5, rates[2], 1e-14);
        Assert.Equal(1.5 - (Math.Sqrt(2) / 4), rates[3], 1e-14);
    }

    [Fact]
    public void At_OneCycle_WarmsUpAndGoesDown()
    {
        // Ten steps, 3 of which warm up: from 2 / 4 in step 0 to 2 in step 2, then down to 2 / 4 / 10 in step 9.
        double[] rates = Rates(new OneCycleScheduleOptions { WarmUp = 0.3, FirstDivisor = 4, LastDivisor = 10 }, 5, 2);
        Assert.Equal(0.5, rates[0]);
        Assert.Equal(1.25, rates[1], 1e-14);
        Assert.Equal(2, rates[2], 1e-14);
        Assert.All(Enumerable.Range(3, 7), step => Assert.True(rates[step] < rates[step - 1]));
        Assert.Equal(0.05, rates[9], 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void At_OneCycleOfFewSteps_StaysInItsBounds(int steps) =>
        Assert.All(Rates(new OneCycleScheduleOptions { WarmUp = 0.1 }, 1, steps), rate => Assert.InRange(rate, 0, 2));

    [Fact]
    public void HalfCosine_AnyShare_IsThatOfTheLibrary() =>
        Gen.Double[0, 1].Sample(x => Assert.Equal(Math.Pow(Math.Cos(Math.PI / 2 * x), 2), HalfCosine.At(x), 4e-16));

    [Fact]
    public void HalfCosine_Ends_AreExact() => Assert.Equal([1, 0], new[] { HalfCosine.At(0), HalfCosine.At(1) });

    [Fact]
    public void WholePower_AnyPower_IsThatOfTheLibrary() => Gen.Select(Gen.Double[0, 1], Gen.Long[0, 100_000]).Sample((number, power) =>
    {
        double expected = Math.Pow(number, power);
        Assert.Equal(expected, WholePower.Of(number, power), (1e-10 * expected) + 1e-300);
    });

    private static double[] Rates(ScheduleOptions schedule, int stepsPerEpoch, int epochs)
    {
        var rates = new LearningRates(schedule, 2, stepsPerEpoch, epochs);
        return [.. Enumerable.Range(0, stepsPerEpoch * epochs).Select(step => rates.At(step))];
    }
}
