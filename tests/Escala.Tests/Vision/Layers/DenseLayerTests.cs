using CsCheck;
using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

public sealed class DenseLayerTests
{
    public static TheoryData<KernelSet, int> SetsAndThreads => KernelChoices.SetsAndThreads;

    [Fact]
    public void Forward_ToyByHand_IsTheWeightedSum()
    {
        var layer = new DenseLayer("0", KernelSets.Best, new ImageShape(2, 1, 1), 3, hasBias: true, isRectified: false, batch: 1);
        using var run = new LayerRun(layer, KernelSets.Best, threads: 1, images: 1);
        Assert.Equal([5.5f, 11, 17], run.Forward([1, 2], [[1, 2, 3, 4, 5, 6], [0.5f, 0, 0]]));
        (float[] input, float[][] parameters) = run.Backward([1, 0, -1]);
        Assert.Equal([-4, -4], input);
        Assert.Equal([1, 2, 0, 0, -1, -2], parameters[0]);
        Assert.Equal([1, 0, -1], parameters[1]);
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 100], Gen.Int[1, 20], Gen.Bool).Sample(
            (channels, height, width, units, images, hasBias) =>
            {
                var input = new ImageShape(channels, height, width);
                GradientCheck.Assert(
                    new DenseLayer("0", set, input, units, hasBias, isRectified: false, images),
                    (x, p) => NaiveLayers.Dense(x, p[0], hasBias ? p[1] : null, units),
                    set,
                    threads,
                    images,
                    seed: units);
            },
            iter: 20,
            threads: 1);

    /// <summary>A mini-batch may be smaller than the largest: the last of an epoch is.</summary>
    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void SmallerMiniBatch_EqualsTheNaiveLayer(KernelSet set, int threads) =>
        GradientCheck.Assert(
            new DenseLayer("0", set, new ImageShape(70, 1, 1), 33, hasBias: true, isRectified: false, batch: 11),
            (x, p) => NaiveLayers.Dense(x, p[0], p[1], 33),
            set,
            threads,
            images: 11,
            seed: 4);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Gated_AnyShape_LeavesOutTheGradientWhereTheInputIsNotPositive(KernelSet set, int threads)
    {
        var shape = new ImageShape(20, 3, 3);
        float[] input = [.. Numbers.Normal(shape.Count * 5, seed: 1).Select(value => Math.Max(0, value))];
        float[][] parameters = [Numbers.Normal(shape.Count * 17, seed: 2), Numbers.Normal(17, seed: 3)];
        float[] outputGradient = Numbers.Normal(17 * 5, seed: 4);
        var layer = new DenseLayer("0", set, shape, 17, hasBias: true, isRectified: true, batch: 5) { IsGated = true };
        using var run = new LayerRun(layer, set, threads, images: 5);
        Near.AssertEqual(
            NaiveLayers.Rectified(NaiveLayers.Dense(Numbers.Exact(input), Numbers.Exact(parameters[0]), Numbers.Exact(parameters[1]), 17)),
            run.Forward(input, parameters),
            "output");
        using var other = new LayerRun(
            new DenseLayer("0", set, shape, 17, hasBias: true, isRectified: false, batch: 5), set, threads, images: 5);
        other.Forward(input, parameters);
        Assert.Equal(
            other.Backward(outputGradient).Input.Zip(input, (gradient, x) => x > 0 ? gradient : 0), run.Backward(outputGradient).Input);
    }
}
