using Escala.Numerics;
using Escala.Tests.Metrics;
using Escala.Vision;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

/// <summary>Statistics over all ranks: ranks with parts of a mini-batch do together what one does with the whole.</summary>
public sealed class BatchNormalizationRanksTests
{
    private static readonly ImageShape s_shape = new(19, 4, 3);

    public static TheoryData<int[]> Shares => [new[] { 3, 3 }, new[] { 1, 5 }, new[] { 2, 0, 4 }];

    [Theory]
    [MemberData(nameof(Shares))]
    public void SumOverRanks_AnyShares_EqualTheWholeMiniBatch(int[] shares)
    {
        const int Images = 6;
        int length = (int)s_shape.Count;

        // Far from zero: sums of squares about zero alone would lose most digits.
        float[] input = [.. Numbers.Normal(length * Images, seed: 1).Select(value => value + 30)];
        float[] outputGradient = Numbers.Normal(length * Images, seed: 2);
        float[][] parameters = [Numbers.Normal(s_shape.Channels, seed: 3), Numbers.Normal(s_shape.Channels, seed: 4)];
        Result whole = Run(Images, input, outputGradient, parameters, sumOverRanks: null);

        Result[] parts = RankThreads.Run(shares.Length, collective =>
        {
            int rank = collective.Rank;
            Range part = (shares.Take(rank).Sum() * length)..(shares.Take(rank + 1).Sum() * length);
            return Run(shares[rank], input[part], outputGradient[part], parameters, collective.Sum);
        });
        AssertNear(whole.Output, parts.SelectMany(part => part.Output));
        AssertNear(whole.InputGradient, parts.SelectMany(part => part.InputGradient));
        for (int i = 0; i < parameters.Length; i++)
        {
            AssertNear(whole.Gradients[i], Enumerable.Range(0, s_shape.Channels).Select(channel => parts.Sum(part => part.Gradients[i][channel])));
            Assert.All(parts, part => AssertNear(whole.Statistics[i], part.Statistics[i]));
        }
    }

    [Fact]
    public void Network_TwoRanksWithHalves_HaveTheGradientsOfOneWithAll()
    {
        const int Half = 4;
        var options = new NetworkOptions
        {
            Input = new ImageShape(3, 8, 8),
            Layers =
            [
                new ConvolutionOptions { Channels = 12, Padding = 1 },
                new BatchNormalizationOptions(),
                new ActivationOptions(),
                new ConvolutionOptions { Channels = 16, Padding = 1 },
                new BatchNormalizationOptions(),
                new GlobalAveragePoolingOptions(),
                new DenseOptions { Units = 10 },
            ],
        };
        using var whole = new NetworkRun(options, 2 * Half, threads: 1, KernelSets.Best);
        float[] images = whole.Network.Input.ToArray();
        float[] expected = Gradients(whole.Network, whole.Labels, 2 * Half);

        float[][] gradients = RankThreads.Run(2, collective =>
        {
            using var run = new NetworkRun(options, Half, threads: 1, KernelSets.Best);
            run.Network.SumOverRanks = collective.Sum;
            images.AsSpan(collective.Rank * images.Length / 2, images.Length / 2).CopyTo(run.Network.Input);
            return Gradients(run.Network, whole.Labels.Slice(collective.Rank * Half, Half), 2 * Half);
        });
        AssertNear(expected, gradients[0].Zip(gradients[1], (first, second) => first + second));
    }

    private static float[] Gradients(Network network, ReadOnlyMemory<int> labels, int divisor)
    {
        network.Forward(labels.Length, isTraining: true);
        network.CrossEntropy(labels, divisor);
        network.Backward();
        return network.Gradients.ToArray();
    }

    private static Result Run(int images, float[] input, float[] outputGradient, float[][] parameters, RankSum? sumOverRanks)
    {
        var layer = new BatchNormalizationLayer("0", KernelSets.Best, s_shape, momentum: 0.1, epsilon: 1e-5, threads: 2);
        using var run = new LayerRun(layer, KernelSets.Best, threads: 2, images, sumOverRanks: sumOverRanks);
        float[] output = run.Forward(input, parameters);
        (float[] inputGradient, float[][] gradients) = run.Backward(outputGradient);
        return new Result(output, inputGradient, gradients, run.Statistics());
    }

    private static void AssertNear(float[] expected, IEnumerable<float> actual) =>
        Near.AssertEqual(Numbers.Exact(expected), [.. actual], "ranks");

    private sealed record Result(float[] Output, float[] InputGradient, float[][] Gradients, float[][] Statistics);
}
