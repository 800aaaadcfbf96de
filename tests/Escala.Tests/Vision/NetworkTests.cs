using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision;

public sealed class NetworkTests
{
    private static readonly ImageShape s_input = new(3, 9, 8);

    public static TheoryData<KernelSet, int> SetsAndThreads => KernelChoices.SetsAndThreads;

    /// <summary>Every kind of join between layers: ReLUs that become part of others and such that do not, residual blocks, flattening.</summary>
    private static NetworkOptions Everything { get; } = new()
    {
        Input = s_input,
        Layers =
        [
            new ConvolutionOptions { Channels = 10, Padding = 1 },
            new ActivationOptions(),
            new ConvolutionOptions { Channels = 18, Padding = 1, Bias = false },
            new BatchNormalizationOptions(),
            new ActivationOptions { Function = ActivationFunction.LeakyRelu },
            new ResidualOptions
            {
                Body =
                [
                    new ConvolutionOptions { Channels = 20, Stride = 2, Padding = 1 },
                    new ActivationOptions(),
                    new ConvolutionOptions { Channels = 20, KernelHeight = 1, KernelWidth = 1 },
                ],
                Shortcut = [new ConvolutionOptions { Channels = 20, KernelHeight = 1, KernelWidth = 1, Stride = 2 }],
            },
            new ResidualOptions { Body = [new ConvolutionOptions { Channels = 20, Padding = 1, Groups = 20 }] },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new ActivationOptions { Function = ActivationFunction.Gelu },
            new FlattenOptions(),
            new DenseOptions { Units = 21 },
            new ActivationOptions(),
            new DenseOptions { Units = 5 },
        ],
    };

    /// <summary>The gradient of every parameter against differences of the loss, which is computed in double from float32 scores.</summary>
    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Backward_EveryParameter_IsTheDifferenceOfTheLoss(KernelSet set, int threads)
    {
        const int Images = 6;
        using var run = new NetworkRun(Everything, Images, threads, set);
        run.Network.Forward(Images, isTraining: true);
        run.Network.CrossEntropy(run.Labels, Images);
        run.Network.Backward();
        float[] gradients = run.Network.Gradients.ToArray();
        int place = 0;
        foreach (Parameter parameter in run.Network.Parameters)
        {
            Span<float> values = run.Network.Values.Slice(place, (int)parameter.Length);
            float[] gradient = gradients[place..(place + (int)parameter.Length)];
            double size = Math.Sqrt(gradient.Sum(value => (double)value * value));

            // Along its own direction, the gradient is its size.
            float[] start = values.ToArray();
            const double Step = 2e-3;
            double after = run.LossAt(values, start, gradient, Step / size), before = run.LossAt(values, start, gradient, -Step / size);
            start.CopyTo(values);
            Assert.Equal(size, (after - before) / (2 * Step), Math.Max(0.02 * size, 1e-3));
            place += (int)parameter.Length;
        }

        Assert.Equal(run.Network.Gradients.Length, place);
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Forward_SmallerMiniBatch_GivesTheSameScores(KernelSet set, int threads)
    {
        using var run = new NetworkRun(Everything, 6, threads, set);
        run.Network.Forward(6, isTraining: false);
        float[] expected = run.Network.Output(1).ToArray();
        run.Network.Forward(2, isTraining: false);
        Assert.Equal(expected, run.Network.Output(1).ToArray());
    }

    /// <summary>Without a backward pass what goes between layers shares memory, which must not change what comes out.</summary>
    [Fact]
    public void Forward_PlannedForPredictionOnly_NeedsLessAndGivesTheSameBits()
    {
        using var training = new NetworkRun(Everything, 6, 1, KernelSets.Best);
        using var prediction = new NetworkRun(Everything, 6, 1, KernelSets.Best, isTraining: false);
        Assert.True(prediction.Plan.Bytes < training.Plan.Bytes);
        training.Network.Forward(6, isTraining: false);
        prediction.Network.Forward(6, isTraining: false);
        for (int image = 0; image < 6; image++)
        {
            Assert.Equal(training.Network.Output(image).ToArray(), prediction.Network.Output(image).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(SetsAndThreads))]
    public void Step_SameThreads_GivesTheSameBits(KernelSet set, int threads)
    {
        float[] Gradients()
        {
            using var run = new NetworkRun(Everything, 7, threads, set);
            run.Network.Forward(7, isTraining: true);
            run.Network.CrossEntropy(run.Labels, 7);
            run.Network.Backward();
            return run.Network.Gradients.ToArray();
        }

        Assert.Equal(Gradients(), Gradients());
    }

    [Fact]
    public void Step_AfterTheFirst_AllocatesNothing()
    {
        using var run = new NetworkRun(Everything, 6, 1, KernelSets.Best);
        void Step()
        {
            run.Network.Forward(6, isTraining: true);
            run.Network.CrossEntropy(run.Labels, 6);
            run.Network.Backward();
        }

        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A rank may have none of the last mini-batch.</summary>
    [Fact]
    public void Backward_NoImages_HasGradientsOfZero()
    {
        // Without statistics, which no images have.
        using var run = new NetworkRun(NetworkPresets.LeNet(), 4, 2, KernelSets.Best);
        run.Network.Gradients.Fill(float.NaN);
        run.Network.Forward(0, isTraining: true);
        Assert.Equal(0, run.Network.CrossEntropy(default, divisor: 4));
        run.Network.Backward();
        Assert.All(run.Network.Gradients.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Initialize_Seed_DrawsEvenlyWithinTheRootOfTheInputs()
    {
        using var run = new NetworkRun(Everything, 1, 1, KernelSets.Best);
        run.Network.Initialize(seed: 3);
        float[] first = run.Network.Values.ToArray();
        var weights = new float[20 * 18 * 9];
        run.Network.Parameters[5].CopyTo(weights);
        double bound = 1 / Math.Sqrt(18 * 9);
        Assert.InRange(weights.Max(), 0.99 * bound, bound);
        Assert.InRange(weights.Min(), -bound, -0.99 * bound);
        Assert.InRange(weights.Average(), -0.05 * bound, 0.05 * bound);
        var scales = new float[18];
        run.Network.Parameters[3].CopyTo(scales);
        Assert.All(scales, scale => Assert.Equal(1, scale));
        run.Network.Initialize(seed: 4);
        Assert.NotEqual(first, run.Network.Values.ToArray());
        run.Network.Initialize(seed: 3);
        Assert.Equal(first, run.Network.Values.ToArray());
    }

    [Fact]
    public void Plan_ParameterNames_ArePyTorchs()
    {
        var plan = new NetworkPlan(Everything, 1, 1, KernelSets.Best, isTraining: false);
        Assert.Equal(
            [
                "0.weight", "0.bias", "2.weight", "3.weight", "3.bias", "5.body.0.weight", "5.body.0.bias", "5.body.2.weight", "5.body.2.bias",
                "5.shortcut.0.weight", "5.shortcut.0.bias", "6.body.0.weight", "6.body.0.bias", "11.weight", "11.bias", "13.weight", "13.bias",
            ],
            plan.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["3.running_mean", "3.running_var"], plan.Statistics.Select(parameter => parameter.Name));
        Assert.Equal([20, 18, 3, 3], plan.Parameters[5].Shape);
        Assert.Equal([20, 1, 3, 3], plan.Parameters[11].Shape);
        Assert.Equal([21, 20 * 2 * 2], plan.Parameters[13].Shape);
    }

    [Fact]
    public void Presets_EachOne_RunsForwardAndBackward()
    {
        foreach (string name in NetworkPresets.Names)
        {
            using var run = new NetworkRun(NetworkPresets.Create(name), 2, 2, KernelSets.Best);
            run.Network.Forward(2, isTraining: true);
            double loss = run.Network.CrossEntropy(run.Labels, 2);
            run.Network.Backward();
            Assert.True(double.IsFinite(loss), name);
            Assert.DoesNotContain(run.Network.Gradients.ToArray(), value => !float.IsFinite(value));
            Assert.All(run.Network.Parameters, parameter =>
            {
                var gradients = new float[parameter.Count];
                parameter.CopyGradientsTo(gradients);
                Assert.Contains(gradients, value => value != 0);
            });
        }
    }
}
