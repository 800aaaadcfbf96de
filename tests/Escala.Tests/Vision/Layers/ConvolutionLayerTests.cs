using CsCheck;
using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

public sealed class ConvolutionLayerTests
{
    public static TheoryData<KernelSet, int> SetsAndThreads => KernelChoices.SetsAndThreads;

    [Fact]
    public void Forward_ToyByHand_IsTheSumUnderTheKernel()
    {
        // A 2x2 kernel of 1, 2, 3, 4 with bias 0.5 over a 3x3 image of 1 to 9.
        var shape = new ConvolutionShape(new ImageShape(1, 3, 3), 1, 2, 2, 1, 0, 1);
        var layer = new ConvolutionLayer("0", KernelSets.Best, shape, hasBias: true, isRectified: false, isPlain: false);
        using var run = new LayerRun(layer, KernelSets.Best, threads: 1, images: 1);
        Assert.Equal([37.5f, 47.5f, 67.5f, 77.5f], run.Forward([1, 2, 3, 4, 5, 6, 7, 8, 9], [[1, 2, 3, 4], [0.5f]]));
        (float[] input, float[][] parameters) = run.Backward([1, 0, 0, 1]);
        Assert.Equal([1, 2, 0, 3, 5, 2, 0, 3, 4], input);
        Assert.Equal([6, 8, 12, 14], parameters[0]);
        Assert.Equal([2], parameters[1]);
    }

    /// <summary>3x3, stride 1, enough channels: the transforms, with tiles that reach beyond the image on any side.</summary>
    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Winograd_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[8, 35], Gen.Int[1, 35], Gen.Int[3, 13], Gen.Int[3, 13], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Bool).Sample(
            (channels, outputs, height, width, padding, images, hasBias) =>
            {
                var shape = new ConvolutionShape(new ImageShape(channels, height, width), outputs, 3, 3, 1, padding, 1);
                Check(set, threads, images, shape, hasBias, isPlain: false, tolerance: 5e-5);
            },
            iter: 12,
            threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Direct_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads)
    {
        Gen<ConvolutionShape> shapes =
            from channels in Gen.Int[1, 20]
            from outputs in Gen.Int[1, 40]
            from kernelHeight in Gen.Int[1, 5]
            from kernelWidth in Gen.Int[1, 5]
            from height in Gen.Int[kernelHeight, 9]
            from width in Gen.Int[kernelWidth, 9]
            from stride in Gen.Int[1, 3]
            from padding in Gen.Int[0, 4]
            select new ConvolutionShape(new ImageShape(channels, height, width), outputs, kernelHeight, kernelWidth, stride, padding, 1);
        Gen.Select(shapes, Gen.Int[1, 4], Gen.Bool).Sample(
            (shape, images, hasBias) => Check(set, threads, images, shape, hasBias, isPlain: false), iter: 25, threads: 1);
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void PlainImages_AnyShape_EqualTheNaiveLayer(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 40], Gen.Int[1, 5], Gen.Int[5, 9], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[1, 4]).Sample(
            (channels, outputs, kernel, side, stride, padding, images) =>
            {
                var shape = new ConvolutionShape(new ImageShape(channels, side, side + 1), outputs, kernel, kernel, stride, padding, 1);
                Assert.True(ConvolutionLayer.ReadsPlain(shape));
                Check(set, threads, images, shape, hasBias: true, isPlain: true);
            },
            iter: 15,
            threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Groups_AnyShape_EqualTheNaiveLayer(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[5, 8], Gen.Int[1, 2], Gen.Int[0, 2]).Sample(
            (groups, inputs, outputs, kernel, side, stride, padding) =>
            {
                var shape = new ConvolutionShape(
                    new ImageShape(groups * inputs, side, side), groups * outputs, kernel, kernel, stride, padding, groups);
                Check(set, threads, images: 3, shape, hasBias: true, isPlain: false);
            },
            iter: 15,
            threads: 1);

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Depthwise_AnyShape_EqualsTheNaiveLayer(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[2, 35], Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[5, 9], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Bool).Sample(
            (channels, kernelHeight, kernelWidth, side, stride, padding, hasBias) =>
            {
                var shape = new ConvolutionShape(
                    new ImageShape(channels, side, side + 1), channels, kernelHeight, kernelWidth, stride, padding, channels);
                Check(set, threads, images: 3, shape, hasBias, isPlain: false);
            },
            iter: 20,
            threads: 1);

    /// <summary>A ReLU before the layer leaves its gradient to it, and one after it is part of it.</summary>
    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Gated_AnyAlgorithm_LeavesOutTheGradientWhereTheInputIsNotPositive(KernelSet set, int threads)
    {
        foreach ((int kernel, int channels, int groups) in ((int, int, int)[])[(3, 20, 1), (2, 20, 1), (3, 20, 20)])
        {
            var shape = new ConvolutionShape(new ImageShape(channels, 7, 6), 20, kernel, kernel, 1, 1, groups);
            var layer = new ConvolutionLayer("0", set, shape, hasBias: true, isRectified: true, isPlain: false) { IsGated = true };
            float[] input = Numbers.Normal(shape.Input.Count * 3, seed: 5);
            float[] rectified = [.. input.Select(value => Math.Max(0, value))];
            float[][] parameters = [.. layer.Parameters.Select((parameter, i) => Numbers.Normal(parameter.Count, seed: 50 + i))];
            using var run = new LayerRun(layer, set, threads, images: 3);
            float[] output = run.Forward(rectified, parameters);
            Near.AssertEqual(
                NaiveLayers.Rectified(NaiveLayers.Convolution(
                    Numbers.Exact(rectified), Numbers.Exact(parameters[0]), Numbers.Exact(parameters[1]), shape)),
                output,
                $"{shape}");

            var ungated = new ConvolutionLayer("0", set, shape, hasBias: true, isRectified: false, isPlain: false);
            using var other = new LayerRun(ungated, set, threads, images: 3);
            other.Forward(rectified, parameters);
            float[] outputGradient = Numbers.Normal(output.Length, seed: 6);
            (float[] expected, float[][] weights) = other.Backward(outputGradient);
            (float[] actual, float[][] gatedWeights) = run.Backward(outputGradient);
            Assert.Equal(expected.Zip(rectified, (gradient, x) => x > 0 ? gradient : 0), actual);
            Assert.Equal(weights, gatedWeights);
        }
    }

    /// <summary>Pooling that is part of the layer is what it would be after it.</summary>
    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Pooled_AnyShape_EqualsTheLayersByThemselves(KernelSet set, int threads) =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 35], Gen.Int[3, 4], Gen.Int[6, 11], Gen.Int[2, 3], Gen.Int[1, 3], Gen.Bool).Sample(
            (channels, outputs, kernel, side, size, stride, isRectified) =>
            {
                const int Images = 3;
                var shape = new ConvolutionShape(new ImageShape(channels, side, side + 1), outputs, kernel, kernel, 1, 1, 1);
                var windows = new PoolingShape(shape.Output.Height, shape.Output.Width, size, stride, Padding: 1);
                ConvolutionLayer Layer(PoolingShape? pooling) =>
                    new("0", set, shape, hasBias: true, isRectified, isPlain: false, pooling);
                using var joined = new LayerRun(Layer(windows), set, threads, Images);
                using var convolution = new LayerRun(Layer(null), set, threads, Images);
                using var pooling = new LayerRun(new MaxPoolingLayer("1", set, shape.Output, windows), set, threads, Images);
                float[] input = Numbers.Normal(shape.Input.Count * Images, seed: side);
                float[][] parameters = [.. Layer(null).Parameters.Select((parameter, i) => Numbers.Normal(parameter.Count, seed: 50 + i))];
                float[] convolved = convolution.Forward(input, parameters);
                float[] pooled = pooling.Forward(convolved, []);
                Assert.Equal(pooled, joined.Forward(input, parameters));

                float[] outputGradient = Numbers.Normal(pooled.Length, seed: 6);
                float[] gradient = pooling.Backward(outputGradient).Input;
                float[] passed = isRectified ? [.. gradient.Zip(convolved, (value, y) => y > 0 ? value : 0)] : gradient;
                (float[] expected, float[][] expectedParameters) = convolution.Backward(passed);
                (float[] actual, float[][] actualParameters) = joined.Backward(outputGradient);
                Assert.Equal(expected, actual);
                Assert.Equal(expectedParameters, actualParameters);
            },
            iter: 12,
            threads: 1);

    [Theory]
    [MemberData(nameof(KernelChoices.Sets), MemberType = typeof(KernelChoices))]
    public void Run_TwiceOnTwoThreads_GivesTheSameBits(KernelSet set)
    {
        var shape = new ConvolutionShape(new ImageShape(16, 14, 14), 32, 3, 3, 1, 1, 1);
        (float[] Output, float[] Input, float[][] Parameters) Once()
        {
            var layer = new ConvolutionLayer("0", set, shape, hasBias: true, isRectified: false, isPlain: false);
            using var run = new LayerRun(layer, set, threads: 2, images: 9);
            float[][] parameters = [.. layer.Parameters.Select((parameter, i) => Numbers.Normal(parameter.Count, seed: i))];
            float[] output = run.Forward(Numbers.Normal(shape.Input.Count * 9, seed: 3), parameters);
            (float[] input, float[][] gradients) = run.Backward(output);
            return (output, input, gradients);
        }

        (float[] output, float[] input, float[][] gradients) = Once();
        (float[] outputAgain, float[] inputAgain, float[][] gradientsAgain) = Once();
        Assert.Equal(output, outputAgain);
        Assert.Equal(input, inputAgain);
        Assert.Equal(gradients, gradientsAgain);
    }

    private static void Check(
        KernelSet set, int threads, int images, ConvolutionShape shape, bool hasBias, bool isPlain, double tolerance = 1e-5)
    {
        var layer = new ConvolutionLayer("0", set, shape, hasBias, isRectified: false, isPlain);
        GradientCheck.Assert(
            layer,
            (x, p) => NaiveLayers.Convolution(x, p[0], hasBias ? p[1] : null, shape),
            set,
            threads,
            images,
            seed: shape.Channels,
            isPlain,
            tolerance);
    }
}
