using System.Text.Json;
using Escala.Vision;
using Xunit;

namespace Escala.Tests.Vision;

public class ConvNetOptionsTests
{
    private static readonly ConvNetOptions Valid = new() { Network = NetworkPresets.LeNet() };

    public static TheoryData<ConvNetOptions, string> Wrong => new()
    {
        { Valid with { Loss = (ConvNetLoss)7 }, "Loss of ConvNet must be crossEntropy or meanSquaredError, but was 7." },
        { Valid with { Epochs = 0 }, "Epochs of ConvNet must be at least 1, but was 0." },
        { Valid with { BatchSize = 0 }, "BatchSize of ConvNet must be at least 1, but was 0." },
        { Valid with { MaxGradientNorm = 0 }, "MaxGradientNorm of ConvNet must be finite and above 0, but was 0." },
        { Valid with { MaxGradientNorm = double.NaN }, "MaxGradientNorm of ConvNet must be finite and above 0, but was NaN." },
        { Valid with { BatchStatistics = (BatchStatistics)7 }, "BatchStatistics of ConvNet must be rank or all, but was 7." },
        { Valid with { ValidationFraction = 1 }, "ValidationFraction of ConvNet must be at least 0 and below 1, but was 1." },
        { Valid with { ValidationFraction = double.NaN }, "but was NaN." },
        { Valid with { ValidationFraction = 0.1, EarlyStoppingEpochs = 0 }, "EarlyStoppingEpochs of ConvNet must be at least 1, but was 0." },
        { Valid with { EarlyStoppingEpochs = 3 }, "EarlyStoppingEpochs of ConvNet must be left out where ValidationFraction is 0, but was 3." },
        {
            Valid with { Optimizer = new SgdOptions { LearningRate = 0 } },
            "LearningRate of ConvNet must be finite and above 0, but was 0. 0.05 is usual"
        },
        {
            Valid with { Optimizer = new AdamOptions { LearningRate = double.NaN } },
            "LearningRate of ConvNet must be finite and above 0, but was NaN."
        },
        { Valid with { Optimizer = new SgdOptions { LearningRate = double.PositiveInfinity } }, "but was Infinity." },
        { Valid with { Optimizer = new SgdOptions { WeightDecay = -1 } }, "WeightDecay of ConvNet must be finite and at least 0, but was -1." },
        { Valid with { Optimizer = new SgdOptions { Momentum = 1 } }, "Momentum of ConvNet must be at least 0 and below 1, but was 1." },
        {
            Valid with { Optimizer = new SgdOptions { Momentum = 0, Nesterov = true } },
            "Momentum of ConvNet must be above 0 with Nesterov, but was 0."
        },
        { Valid with { Optimizer = new AdamOptions { Beta1 = 1 } }, "Beta1 of ConvNet must be at least 0 and below 1, but was 1." },
        { Valid with { Optimizer = new AdamWOptions { Beta2 = -0.1 } }, "Beta2 of ConvNet must be at least 0 and below 1, but was -0.1." },
        { Valid with { Optimizer = new AdamWOptions { Epsilon = 0 } }, "Epsilon of ConvNet must be finite and above 0, but was 0." },
        { Valid with { Schedule = new StepScheduleOptions { Epochs = 0 } }, "Epochs of the step schedule of ConvNet must be at least 1, but was 0." },
        { Valid with { Schedule = new StepScheduleOptions { Factor = 0 } }, "Factor of ConvNet must be above 0 and at most 1, but was 0." },
        {
            Valid with { Schedule = new CosineScheduleOptions { LastLearningRate = 1 } },
            "LastLearningRate of ConvNet must be at most LearningRate, 0.05, but was 1."
        },
        {
            Valid with { Schedule = new CosineScheduleOptions { LastLearningRate = -1 } },
            "LastLearningRate of ConvNet must be finite and at least 0, but was -1."
        },
        { Valid with { Schedule = new OneCycleScheduleOptions { WarmUp = 1 } }, "WarmUp of ConvNet must be above 0 and below 1, but was 1." },
        {
            Valid with { Schedule = new OneCycleScheduleOptions { FirstDivisor = 0.5 } },
            "FirstDivisor of ConvNet must be finite and at least 1, but was 0.5."
        },
        {
            Valid with { Schedule = new OneCycleScheduleOptions { LastDivisor = double.NaN } },
            "LastDivisor of ConvNet must be finite and at least 1, but was NaN."
        },
        {
            Valid with { Augmentation = new AugmentationOptions { Shift = 28 } },
            "Shift of ConvNet must be at least 0 and below the images' height and width, at most 27, but was 28."
        },
        { Valid with { Augmentation = new AugmentationOptions { Shift = -1 } }, "but was -1." },
        {
            Valid with { Network = new NetworkOptions { Input = new ImageShape(1, 8, 8), Layers = [new ConvolutionOptions { Channels = 10 }] } },
            "Output of layer 0 (convolution) must be flat, one value per class, where it is the last layer, but was 10x6x6."
        },
        {
            Valid with { Network = new NetworkOptions { Input = new ImageShape(1, 8, 8), Layers = [new DenseOptions { Units = 10 }] } },
            "Input of layer 0 (dense) must be flat features, but was 1x8x8."
        },
    };

    [Fact]
    public void Validate_Defaults_Pass() =>
        Assert.All(NetworkPresets.Names, name => (Valid with { Network = NetworkPresets.Create(name) }).Validate());

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongOption_IsNamedWithItsValue(ConvNetOptions options, string message)
    {
        var fault = Assert.Throws<InvalidOptionsException>(options.Validate);
        Assert.Contains(message, fault.Message);
        Assert.Single(fault.Faults);
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        ConvNetOptions options = Valid with { Epochs = 0, BatchSize = -1, Optimizer = new SgdOptions { LearningRate = 0, Momentum = 2 } };
        Assert.Equal(4, Assert.Throws<InvalidOptionsException>(options.Validate).Faults.Count);
    }

    [Fact]
    public void LearningRate_OfAnyOptimizer_CanBeChanged()
    {
        OptimizerOptions[] all = [new SgdOptions(), new AdamOptions(), new AdamWOptions()];
        Assert.All(all, options => Assert.Equal(0.5, (options with { LearningRate = 0.5 }).LearningRate));
    }

    [Fact]
    public void Json_AllOptions_AreReadBackAsTheyWere()
    {
        ConvNetOptions[] all =
        [
            Valid,
            Valid with
            {
                Loss = ConvNetLoss.MeanSquaredError,
                Epochs = 3,
                BatchSize = 7,
                Optimizer = new SgdOptions { LearningRate = 0.1, Momentum = 0.5, Nesterov = true, WeightDecay = 0.2 },
                Schedule = new StepScheduleOptions { Epochs = 2, Factor = 0.5 },
                MaxGradientNorm = 2,
                EarlyStoppingEpochs = 4,
                ValidationFraction = 0.25,
                Augmentation = new AugmentationOptions { Flip = true, Shift = 2, Crop = true },
                BatchStatistics = BatchStatistics.All,
                Seed = ulong.MaxValue,
            },
            Valid with { Optimizer = new AdamOptions { Beta1 = 0.5 }, Schedule = new CosineScheduleOptions { LastLearningRate = 1e-4 } },
            Valid with { Optimizer = new AdamWOptions { Beta2 = 0.5 }, Schedule = new OneCycleScheduleOptions { WarmUp = 0.1 } },
        ];
        Assert.All(all, options =>
        {
            string json = JsonSerializer.Serialize(options, ConvNetJson.Default.ConvNetOptions);
            ConvNetOptions read = JsonSerializer.Deserialize(json, ConvNetJson.Default.ConvNetOptions)!;
            Assert.Equal(options.Network.ToJson(), read.Network.ToJson());
            Assert.Equal(options, read with { Network = options.Network });
        });
    }

    [Fact]
    public void Json_OptionsLeftOut_HaveTheirDefaults()
    {
        string network = Valid.Network.ToJson();
        string json = $$$"""{"network": {{{network}}}, "optimizer": {"kind": "adamw"}, "schedule": {"kind": "oneCycle"}}""";
        ConvNetOptions read = JsonSerializer.Deserialize(json, ConvNetJson.Default.ConvNetOptions)!;
        ConvNetOptions expected = Valid with { Optimizer = new AdamWOptions(), Schedule = new OneCycleScheduleOptions() };
        Assert.Equal(expected, read with { Network = Valid.Network });
    }
}
