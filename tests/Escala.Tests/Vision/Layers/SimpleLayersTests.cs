using CsCheck;
using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

/// <summary>Activations, poolings, flattening, batch normalisation and dropout.</summary>
public sealed class SimpleLayersTests
{
    private static readonly Gen<(ImageShape Shape, int Images)> s_shapes =
        Gen.Select(Gen.Int[1, 35], Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 5])
            .Select((channels, height, width, images) => (new ImageShape(channels, height, width), images));

    private static readonly Gen<(ImageShape Shape, PoolingShape Windows)> s_windows =
        from channels in Gen.Int[1, 35]
        from size in Gen.Int[1, 4]
        from height in Gen.Int[size, 9]
        from width in Gen.Int[size, 9]
        from stride in Gen.Int[1, 4]
        from padding in Gen.Int[0, size / 2]
        select (new ImageShape(channels, height, width), new PoolingShape(height, width, size, stride, padding));

    public static TheoryData<KernelSet, int> SetsAndThreads => KernelChoices.SetsAndThreads;

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Relu_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_shapes.Sample(
        test => GradientCheck.Assert(
            new ActivationLayer("0", set, test.Shape, ActivationFunction.Relu, 0.5),
            (x, _) => NaiveLayers.Rectified(x), set, threads, test.Images, seed: test.Images),
        iter: 20,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void LeakyRelu_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_shapes.Sample(
        test => GradientCheck.Assert(
            new ActivationLayer("0", set, test.Shape, ActivationFunction.LeakyRelu, 0.1),
            (x, _) => NaiveLayers.Rectified(x, 0.1), set, threads, test.Images, seed: test.Images),
        iter: 20,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Gelu_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_shapes.Sample(
        test => GradientCheck.Assert(
            new ActivationLayer("0", set, test.Shape, ActivationFunction.Gelu, 0),
            (x, _) => NaiveLayers.Gelu(x), set, threads, test.Images, seed: test.Images),
        iter: 20,
        threads: 1);

    [Theory]
    [MemberData(nameof(KernelChoices.Sets), MemberType = typeof(KernelChoices))]
    public void Relu_NaN_StaysNaN(KernelSet set)
    {
        using var run = new LayerRun(
            new ActivationLayer("0", set, new ImageShape(1, 1, 2), ActivationFunction.Relu, 0), set, threads: 1, images: 1);
        Assert.Equal([float.NaN, 0], run.Forward([float.NaN, float.NegativeInfinity], []));
    }

    [Fact]
    public void MaxPooling_EqualValues_TheFirstHasTheGradient()
    {
        var windows = new PoolingShape(2, 4, 2, 2, 0);
        foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
        {
            using var run = new LayerRun(new MaxPoolingLayer("0", set, new ImageShape(1, 2, 4), windows), set, threads: 1, images: 1);
            Assert.Equal([2, 0], run.Forward([1, 2, 0, 0, 2, -1, 0, 0], []));
            Assert.Equal([0, 5, 7, 0, 0, 0, 0, 0], run.Backward([5, 7]).Input);
        }
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void MaxPooling_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_windows.Sample(
        test => GradientCheck.Assert(
            new MaxPoolingLayer("0", set, test.Shape, test.Windows),
            (x, _) => NaiveLayers.MaxPooling(x, test.Shape, test.Windows), set, threads, images: 3, seed: test.Shape.Channels),
        iter: 30,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void AveragePooling_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_windows.Sample(
        test => GradientCheck.Assert(
            new AveragePoolingLayer("0", set, test.Shape, test.Windows),
            (x, _) => NaiveLayers.AveragePooling(x, test.Shape, test.Windows), set, threads, images: 3, seed: test.Shape.Channels),
        iter: 30,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void GlobalAveragePooling_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_shapes.Sample(
        test => GradientCheck.Assert(
            new GlobalAveragePoolingLayer("0", set, test.Shape),
            (x, _) => NaiveLayers.GlobalAveragePooling(x, test.Shape), set, threads, test.Images, seed: test.Images),
        iter: 20,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Flatten_AnyShape_KeepsTheOrder(KernelSet set, int threads) => s_shapes.Sample(
        test => GradientCheck.Assert(
            new FlattenLayer("0", test.Shape), (x, _) => x, set, threads, test.Images, seed: test.Images),
        iter: 20,
        threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void BatchNormalization_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) => s_shapes
        .Where(test => test.Images * test.Shape.Height * test.Shape.Width > 3)
        .Sample(
            test => GradientCheck.Assert(
                new BatchNormalizationLayer("0", set, test.Shape, 0.1, 1e-3, threads),
                (x, p) => NaiveLayers.BatchNormalization(x, test.Shape, p[0], p[1], 1e-3),
                set,
                threads,
                test.Images,
                seed: test.Images,
                tolerance: 2e-5),
            iter: 20,
            threads: 1);

    [Fact]
    public void BatchNormalization_RunningStatistics_AreAveragesAndUsedInPrediction()
    {
        // Too little to be seen beside the variance, but the channels that fill the block up have none.
        const double Epsilon = 1e-12;
        var shape = new ImageShape(1, 1, 2);
        var layer = new BatchNormalizationLayer("0", KernelSets.Best, shape, momentum: 0.5, Epsilon, threads: 1);
        using var run = new LayerRun(layer, KernelSets.Best, threads: 1, images: 2);

        // Mean 3, variance 20 / 4 = 5, of n - 1 20 / 3.
        run.Forward([0, 2, 4, 6], [[1], [0], [1], [2]]);
        Assert.Equal(2, run.Statistics()[0][0]);
        Assert.Equal((float)(1 + (10.0 / 3)), run.Statistics()[1][0], 1e-6f);

        using var prediction = new LayerRun(
            new BatchNormalizationLayer("0", KernelSets.Best, shape, 0.5, Epsilon, threads: 1), KernelSets.Best, 1, 2, isTraining: false);
        Assert.Equal([-1, 1, 3, 5], prediction.Forward([0, 2, 4, 6], [[2], [1], [2], [4]]));
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Dropout_Training_DropsTheShareAndScalesTheRest(KernelSet set, int threads)
    {
        var shape = new ImageShape(20, 10, 10);
        using var run = new LayerRun(new DropoutLayer("0", set, shape, 0.25, ordinal: 0), set, threads, images: 4);
        float[] ones = [.. Enumerable.Repeat(1f, (int)shape.Count * 4)];
        float[] output = run.Forward(ones, []);
        Assert.All(output, value => Assert.True(value is 0 or 4f / 3));
        Assert.InRange(output.Count(value => value == 0), 1900, 2100);
        Assert.Equal(output, run.Backward(ones).Input);
    }

    [Fact]
    public void Dropout_OtherSetsAndThreads_DropsTheSameValues()
    {
        var shape = new ImageShape(3, 5, 5);
        float[] ones = [.. Enumerable.Repeat(1f, (int)shape.Count * 4)];
        float[] Output(KernelSet set, int threads, int ordinal)
        {
            using var run = new LayerRun(new DropoutLayer("0", set, shape, 0.5, ordinal), set, threads, images: 4);
            return run.Forward(ones, []);
        }

        float[] expected = Output(KernelSet.Portable, threads: 1, ordinal: 0);
        Assert.Equal(expected, Output(KernelSets.Best, threads: 2, ordinal: 0));
        Assert.NotEqual(expected, Output(KernelSets.Best, threads: 1, ordinal: 1));
    }

    [Fact]
    public void Dropout_Prediction_LeavesValues()
    {
        var shape = new ImageShape(3, 2, 2);
        using var run = new LayerRun(
            new DropoutLayer("0", KernelSets.Best, shape, 0.5, 0), KernelSets.Best, threads: 1, images: 2, isTraining: false);
        float[] input = Numbers.Normal(24, seed: 1);
        Assert.Equal(input, run.Forward(input, []));
    }
}
