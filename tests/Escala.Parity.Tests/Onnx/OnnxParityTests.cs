using System.Text.Json;
using Escala.Engines;
using Escala.Models;
using Escala.Numerics;
using Escala.Parity.Tests.Vision;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Batches;
using Escala.Vision.Images;
using Escala.Vision.Layers;
using Escala.Vision.Onnx;
using Escala.Vision.Training;
using Xunit;

namespace Escala.Parity.Tests.Onnx;

/// <summary>ONNX Runtime gives by the exported file what the network itself gives.</summary>
public sealed class OnnxParityTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private const int Images = 3;
    private const int Threads = 2;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Presets => [.. NetworkPresets.Names];

    /// <summary>
    /// Every kind of layer, with every option, on images that are not square; windows that leave a rest; flat values and images in turn.
    /// </summary>
    private static NetworkOptions Everything => new()
    {
        Input = new ImageShape(4, 14, 11),
        Layers =
        [
            new ConvolutionOptions { Channels = 8, KernelWidth = 5, Padding = 1 },
            new BatchNormalizationOptions { Epsilon = 1e-3 },
            new ActivationOptions { Function = ActivationFunction.LeakyRelu, Slope = 0.2 },
            new MaxPoolingOptions { Size = 3, Stride = 2, Padding = 1 },
            new ConvolutionOptions { Channels = 8, Stride = 2, Padding = 1, Groups = 4, Bias = false },
            new ResidualOptions
            {
                Body =
                [
                    new ConvolutionOptions { Channels = 8, Padding = 1, Groups = 8 },
                    new ActivationOptions { Function = ActivationFunction.Gelu },
                    new ConvolutionOptions { Channels = 8, KernelHeight = 1, KernelWidth = 1 },
                ],
            },
            new ActivationOptions(),
            new ResidualOptions
            {
                Body = [new ConvolutionOptions { Channels = 12, Padding = 1 }, new BatchNormalizationOptions()],
                Shortcut = [new ConvolutionOptions { Channels = 12, KernelHeight = 1, KernelWidth = 1, Bias = false }],
            },
            new DropoutOptions(),
            new AveragePoolingOptions { Size = 3, Stride = 2, Padding = 1 },
            new ActivationOptions { Function = ActivationFunction.Gelu },
            new GlobalAveragePoolingOptions(),
            new ResidualOptions { Body = [new DenseOptions { Units = 12, Bias = false }] },
            new BatchNormalizationOptions(),
            new ConvolutionOptions { Channels = 20, KernelHeight = 1, KernelWidth = 1 },
            new FlattenOptions(),
            new ActivationOptions(),
            new DenseOptions { Units = 5 },
        ],
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Presets))]
    public void Outputs_OfAPreset_AreTheNetworksOwn(string name) => AssertSame(new ConvNetOptions { Network = NetworkPresets.Create(name) });

    [Fact]
    public void Outputs_OfEveryKindOfLayer_AreTheNetworksOwn() => AssertSame(new ConvNetOptions { Network = Everything });

    [Fact]
    public void Outputs_OfSquaredError_AreTheNetworksOwn() =>
        AssertSame(new ConvNetOptions { Network = Everything, Loss = ConvNetLoss.MeanSquaredError });

    [Fact]
    public void Outputs_OfImagesThatAreCut_AreTheNetworksOwn() =>
        AssertSame(
            new ConvNetOptions { Network = Everything, Augmentation = new AugmentationOptions { Crop = true } }, new ImageShape(4, 17, 16));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outputs_OfFlatImages_AreTheNetworksOwn(bool isFirst) => AssertSame(new ConvNetOptions
    {
        Network = new NetworkOptions
        {
            Input = new ImageShape(3, 4, 5),
            Layers =
            [
                .. isFirst ? [] : (LayerOptions[])[new MaxPoolingOptions { Stride = 1 }],
                new FlattenOptions(),
                new BatchNormalizationOptions(),
                new DenseOptions { Units = 4 },
            ],
        },
    });

    [Fact]
    public void Probabilities_SquaredErrorAndNothingPositive_AreAllTheSame()
    {
        var options = new ConvNetOptions
        {
            Network = new NetworkOptions
            {
                Input = new ImageShape(1, 1, 2),
                Layers = [new FlattenOptions(), new DenseOptions { Units = 4, Bias = false }],
            },
            Loss = ConvNetLoss.MeanSquaredError,
        };
        var normalization = new ImageNormalization { Means = [0], Deviations = [1] };
        NamedTensor[] weights = [new("1.weight", [4, 2], [-1, 0, -1, 0, -1, 0, 0, -1])];

        OnnxRun run = OnnxRun.Of(
            Bytes(OnnxFile.Of(options, options.Network.Input, normalization, ["a", "b", "c", "d"], weights)),
            options.Network.Input,
            [1, 1, 1, -1]);

        Assert.Equal([-1f, -1, -1, -1, -1, -1, -1, 1], run.Scores);
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f, 0f, 0, 0, 1], run.Probabilities);
    }

    [Fact]
    public async Task SaveOnnx_TrainedModel_PredictsAlike()
    {
        var images = ImageData.Describe(SpotImages.Write(_folder.Path, 120));
        await using var engine = new SerialEngine();
        var trainer = new ConvNetTrainer(new ConvNetOptions
        {
            Network = new NetworkOptions
            {
                Input = new ImageShape(1, 6, 5),
                Layers = [new ConvolutionOptions { Channels = 4 }, new ActivationOptions(), new FlattenOptions(), new DenseOptions { Units = 3 }],
            },
            Epochs = 2,
            BatchSize = 16,
            Augmentation = new AugmentationOptions { Crop = true },
        });
        ConvNetModel model = await trainer.FitAsync(images, engine, cancellationToken: TestContext.Current.CancellationToken);
        string path = Path.Combine(_folder.Path, "m.onnx");
        float[] pixels = Pixels(SpotImages.Shape);

        model.SaveOnnx(path);

        OnnxRun run = OnnxRun.Of(File.ReadAllBytes(path), SpotImages.Shape, pixels);
        AssertNear([.. model.PredictProbabilities(pixels, threads: 1).Cast<float>()], run.Probabilities, size: 1);
        Assert.Equal([-1, 1, 8, 8], run.InputShape);
        Assert.Equal("Escala", run.Producer);
        Assert.Equal(model.Classes, JsonSerializer.Deserialize<string[]>(run.Metadata["classes"]));
    }

    private static void AssertSame(ConvNetOptions options, ImageShape? shape = null)
    {
        shape ??= options.Network.Input;
        using var team = new CoreTeam(Threads);
        using var network = new Network(new NetworkPlan(options.Network, Images, Threads, KernelSets.Best, isTraining: false), team);
        GiveWeights(network);
        var normalization = new ImageNormalization
        {
            Means = [.. Enumerable.Range(0, shape.Channels).Select(channel => 110.3 + channel)],
            Deviations = [.. Enumerable.Range(0, shape.Channels).Select(channel => 61.7 + (2 * channel))],
        };
        float[] pixels = Pixels(shape);
        int classes = network.OutputShape.Channels;
        string[] names = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];

        OnnxRun run = OnnxRun.Of(
            Bytes(OnnxFile.Of(options, shape, normalization, names, NetworkWeights.Of(network))), shape, pixels);

        (float[] scores, float[] probabilities) = Own(
            options,
            network,
            new NormalizedImages(shape, normalization, options.Network.Input),
            pixels,
            new Augmentation(options.Augmentation, options.Seed, shape, options.Network.Input).Middle);
        Assert.Equal(Images, scores.Chunk(classes).Select(ofImage => ofImage[0]).Distinct().Count());
        AssertNear(scores, run.Scores, Math.Sqrt(scores.Sum(score => (double)score * score)));
        AssertNear(probabilities, run.Probabilities, size: 1);
    }

    private static void GiveWeights(Network network)
    {
        int stream = 10;
        foreach (Parameter parameter in network.Parameters)
        {
            parameter.Set(NetworkFixture.Initial(parameter.Name, parameter.Shape, stream++));
        }

        foreach (Parameter parameter in network.Statistics)
        {
            float middle = parameter.Name.EndsWith("var", StringComparison.Ordinal) ? 1 : 0;
            parameter.Set([.. NetworkFixture.Uniform(stream++, parameter.Count).Select(value => middle + (0.5f * value))]);
        }
    }

    /// <summary>Bytes at random.</summary>
    private static float[] Pixels(ImageShape shape) =>
        [.. Enumerable.Range(0, Images * (int)shape.Count).Select(i => (float)(NetworkFixture.Mixed(3, i) % 256))];

    private static (float[] Scores, float[] Probabilities) Own(
        ConvNetOptions options, Network network, NormalizedImages images, float[] pixels, ImagePlacement middle)
    {
        int length = (int)options.Network.Input.Count;
        for (int image = 0; image < Images; image++)
        {
            int stored = pixels.Length / Images;
            images.Write(pixels.AsSpan(image * stored, stored), middle, network.Input.Slice(image * length, length));
        }

        network.Forward(Images, isTraining: false);
        var loss = new LossFunction(options.Loss, network);
        var probabilities = new float[network.OutputShape.Channels];
        List<float> allScores = [], allProbabilities = [];
        for (int image = 0; image < Images; image++)
        {
            loss.ToProbabilities(network.Output(image), probabilities);
            allScores.AddRange(network.Output(image));
            allProbabilities.AddRange(probabilities);
        }

        return ([.. allScores], [.. allProbabilities]);
    }

    private static byte[] Bytes(ProtobufMessage model)
    {
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    private static void AssertNear(float[] expected, float[] actual, double size)
    {
        Assert.Equal(expected.Length, actual.Length);
        double difference = Math.Sqrt(expected.Zip(actual, (a, b) => ((double)a - b) * ((double)a - b)).Sum());
        Assert.True(difference <= Tolerance * size, $"{difference:E2} of {size:E2}");
    }
}
