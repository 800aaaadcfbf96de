using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

public sealed unsafe class LossTests
{
    private static readonly ImageShape s_shape = new(3, 1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void CrossEntropy_ByHand_IsTheMeanOverTheDivisor(int threads)
    {
        using var team = new CoreTeam(threads);
        var context = new LayerContext(team, KernelSets.Best) { Images = 2 };
        using var scores = new FloatMemory([1, 2, 3, .. new float[13], 0, 0, 1000, .. new float[13]]);
        using var gradient = new FloatMemory(32);
        double loss = new SoftmaxCrossEntropy(s_shape, 2).Compute(context, scores.Pointer, new[] { 0, 2 }, divisor: 4, gradient.Pointer);
        double sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        Assert.Equal((Math.Log(sum) - 1) / 4, loss, 1e-12);
        double[] expected = [((Math.Exp(1) / sum) - 1) / 4, Math.Exp(2) / sum / 4, Math.Exp(3) / sum / 4, .. new double[29]];
        Near.AssertEqual(expected, gradient.Values, "gradient", 1e-6);
    }

    [Fact]
    public void SquaredError_ByHand_IsTheMean()
    {
        using var team = new CoreTeam(1);
        var context = new LayerContext(team, KernelSets.Best) { Images = 2 };
        using var outputs = new FloatMemory([1, 2, 3, .. new float[13], 0, 0, 1, .. new float[13]]);
        using var gradient = new FloatMemory(32);
        double loss = new MeanSquaredError(s_shape).Compute(context, outputs.Pointer, [1, 0, 3, 0, 0, 4], divisor: 2, gradient.Pointer);
        Assert.Equal((4 + 9) / 6.0, loss, 1e-12);
        Near.AssertEqual([0, 4 / 6.0, 0, .. new double[15], -1, .. new double[13]], gradient.Values, "gradient", 1e-6);
        Assert.Equal(16, ChannelBlocks.Length(s_shape));
    }
}
