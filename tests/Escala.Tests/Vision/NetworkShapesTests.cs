using Escala.Vision;
using Xunit;

namespace Escala.Tests.Vision;

public class NetworkShapesTests
{
    private static readonly ConvolutionOptions Convolution = new() { Channels = 8 };

    /// <summary>A layer on images of 6x5x4, and what is wrong with it.</summary>
    public static TheoryData<LayerOptions, string> Wrong => new()
    {
        { Convolution with { Channels = 0 }, "Channels of layer 0 (convolution) must be at least 1, but was 0." },
        { Convolution with { KernelHeight = 0 }, "KernelHeight of layer 0 (convolution) must be at least 1, but was 0." },
        { Convolution with { KernelWidth = -1 }, "KernelWidth of layer 0 (convolution) must be at least 1, but was -1." },
        { Convolution with { Stride = 0 }, "Stride of layer 0 (convolution) must be at least 1, but was 0." },
        { Convolution with { Padding = -1 }, "Padding of layer 0 (convolution) must be at least 0, but was -1." },
        { Convolution with { Groups = 0 }, "Groups of layer 0 (convolution) must be at least 1, but was 0." },
        { Convolution with { Groups = 3 }, "Channels of layer 0 (convolution) must be a multiple of Groups, 3, but was 8." },
        { Convolution with { Groups = 4 }, "Groups of layer 0 (convolution) must divide the channels that come in, 6 of 6x5x4, but was 4." },
        {
            Convolution with { KernelWidth = 5 },
            "KernelWidth of layer 0 (convolution) must be at most 4, the width of its input 6x5x4, but was 5. Pool less before it"
        },
        {
            Convolution with { KernelHeight = 8, Padding = 1 },
            "KernelHeight of layer 0 (convolution) must be at most 7, the height of its input 6x5x4 with a padding of 1, but was 8."
        },
        {
            Convolution with { Channels = int.MaxValue },
            "Channels of layer 0 (convolution) must be at most 39768215, because there are 54 weights for each and at most 2147483647 in all"
        },
        {
            new MaxPoolingOptions { Size = 3, Padding = 2 },
            "Padding of layer 0 (maxPooling) must be at least 0 and at most half of Size, 1, but was 2."
        },
        { new MaxPoolingOptions { Size = 0 }, "Size of layer 0 (maxPooling) must be at least 1, but was 0." },
        { new MaxPoolingOptions { Stride = 0 }, "Stride of layer 0 (maxPooling) must be at least 1, but was 0." },
        { new AveragePoolingOptions { Size = 5 }, "Size of layer 0 (averagePooling) must be at most 4, the width of its input 6x5x4, but was 5." },
        { new BatchNormalizationOptions { Momentum = 0 }, "Momentum of layer 0 (batchNormalization) must be above 0 and at most 1, but was 0." },
        { new BatchNormalizationOptions { Epsilon = 0 }, "Epsilon of layer 0 (batchNormalization) must be finite and above 0, but was 0." },
        { new DropoutOptions { Rate = 1 }, "Rate of layer 0 (dropout) must be at least 0 and below 1, but was 1." },
        { new DropoutOptions { Rate = double.NaN }, "but was NaN." },
        { new ActivationOptions { Slope = -1 }, "Slope of layer 0 (activation) must be finite and at least 0, but was -1." },
        {
            new ActivationOptions { Function = (ActivationFunction)9 },
            "Function of layer 0 (activation) must be relu, leakyRelu or gelu, but was 9."
        },
        { new DenseOptions { Units = 0 }, "Units of layer 0 (dense) must be at least 1, but was 0." },
        { new DenseOptions { Units = 3 }, "Input of layer 0 (dense) must be flat features, but was 6x5x4. Put a flatten or a globalAveragePooling" },
        { new ResidualOptions { Body = [] }, "Body of layer 0 (residual) must have at least one layer, but was empty." },
        {
            new ResidualOptions { Body = [Convolution], Shortcut = [] },
            "Shortcut of layer 0 (residual) must give the shape of the body, 8x3x2, but was 6x5x4. Put a 1x1 convolution"
        },
        {
            new ResidualOptions { Body = [new ActivationOptions(), Convolution with { Stride = 0 }] },
            "Stride of layer 0 (residual), body layer 1 (convolution) must be at least 1, but was 0."
        },
        {
            new ResidualOptions { Body = [new FlattenOptions()], Shortcut = [new DenseOptions { Units = 120 }] },
            "Input of layer 0 (residual), shortcut layer 0 (dense) must be flat features"
        },
        { new FlattenOptions { Name = "a b" }, "Name of layer 0 (flatten 'a b') must be letters, digits, - and _, but was 'a b'." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_LayerThatIsWrong_IsNamedByIndexAndKind(LayerOptions layer, string message)
    {
        var network = new NetworkOptions { Input = new ImageShape(6, 5, 4), Layers = [layer] };
        var fault = Assert.Throws<InvalidOptionsException>(network.Validate);
        Assert.Contains(message, fault.Message);
        Assert.Single(fault.Faults);
    }

    [Theory]
    [InlineData(0, 4, 4)]
    [InlineData(1, 0, 4)]
    [InlineData(1, 4, -1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Validate_WrongInput_IsNamed(int channels, int height, int width)
    {
        var network = new NetworkOptions { Input = new ImageShape(channels, height, width), Layers = [new FlattenOptions()] };
        Assert.Contains($"but was {channels}x{height}x{width}", Assert.Throws<InvalidOptionsException>(network.Validate).Message);
    }

    [Fact]
    public void Validate_FaultsOfSeveralLayers_AreAllNamedAndShapeFaultsOnce()
    {
        var network = new NetworkOptions
        {
            Input = new ImageShape(1, 8, 8),
            Layers = [new DropoutOptions { Rate = 2, Name = "x" }, new DenseOptions { Units = 3 }, new DenseOptions { Units = 0, Name = "x" }],
        };
        string[] faults = [.. Assert.Throws<InvalidOptionsException>(network.Validate).Faults];
        Assert.Equal(3, faults.Length);
        Assert.StartsWith("Rate of layer 0 (dropout 'x')", faults[0]);
        Assert.StartsWith("Units of layer 2 (dense 'x')", faults[1]);
        Assert.StartsWith("Name of layer 2 (dense 'x') must be another one", faults[2]);
    }

    [Fact]
    public void Validate_OutputBeyondWhatCanBeCounted_IsNamed()
    {
        var network = new NetworkOptions
        {
            Input = new ImageShape(1, 30_000, 30_000),
            Layers = [new ConvolutionOptions { Channels = 3, Padding = 1 }],
        };
        Assert.Contains("but was 3x30000x30000", Assert.Throws<InvalidOptionsException>(network.Validate).Message);
    }

    [Theory]
    [InlineData(3, 1, 0, 5, 7, 3, 5)]
    [InlineData(3, 1, 1, 5, 7, 5, 7)]
    [InlineData(3, 2, 1, 5, 7, 3, 4)]
    [InlineData(3, 2, 1, 6, 8, 3, 4)]
    [InlineData(1, 3, 0, 5, 7, 2, 3)]
    [InlineData(5, 1, 2, 5, 7, 5, 7)]
    public void Infer_Convolution_HasPyTorchsShape(int kernel, int stride, int padding, int height, int width, int outHeight, int outWidth)
    {
        LayerShape shape = Single(
            new ImageShape(4, height, width),
            new ConvolutionOptions { Channels = 6, KernelHeight = kernel, KernelWidth = kernel, Stride = stride, Padding = padding, Groups = 2 });
        Assert.Equal(new ImageShape(6, outHeight, outWidth), shape.Output);
        Assert.Equal((6 * 2 * kernel * kernel) + 6, shape.Parameters);
        Assert.Equal(6L * 2 * kernel * kernel * outHeight * outWidth, shape.MultiplyAdds);
    }

    [Theory]
    [InlineData(2, null, 0, 3, 2)]
    [InlineData(3, null, 1, 3, 2)]
    [InlineData(3, 2, 1, 4, 3)]
    [InlineData(2, 1, 0, 6, 4)]
    public void Infer_Pooling_HasPyTorchsShape(int size, int? stride, int padding, int outHeight, int outWidth)
    {
        var input = new ImageShape(3, 7, 5);
        var output = new ImageShape(3, outHeight, outWidth);
        Assert.Equal(output, Single(input, new MaxPoolingOptions { Size = size, Stride = stride, Padding = padding }).Output);
        Assert.Equal(output, Single(input, new AveragePoolingOptions { Size = size, Stride = stride, Padding = padding }).Output);
    }

    [Fact]
    public void Infer_ResidualBlock_HasItsLayersWithTheirPlaces()
    {
        LayerShape block = NetworkShapes.Infer(NetworkPresets.ResNetSmall())[9];
        Assert.Equal("9", block.Place.Path);
        Assert.Equal(new ImageShape(16, 32, 32), block.Input);
        Assert.Equal(new ImageShape(32, 16, 16), block.Output);
        Assert.Equal(["9.body.0", "9.body.1", "9.body.2", "9.body.3", "9.body.4"], block.Body.Select(layer => layer.Place.Path));
        Assert.Equal(["9.shortcut.0", "9.shortcut.1"], block.Shortcut.Select(layer => layer.Place.Path));
        Assert.Equal("layer 9 (residual), shortcut layer 0 (convolution)", block.Shortcut[0].Place.Text);
    }

    [Theory]
    [InlineData("lenet", 61_706, 416_520)]
    [InlineData("mnist", 1_199_882, 11_992_448)]
    [InlineData("vgg-small", 2_168_362, 26_579_968)]
    [InlineData("resnet-small", 272_474, 40_813_184)]
    public void Summary_Presets_HaveTheKnownNumbers(string name, long parameters, long multiplyAdds)
    {
        NetworkSummary summary = NetworkSummary.Of(NetworkPresets.Create(name));
        Assert.Equal(parameters, summary.Parameters);
        Assert.Equal(multiplyAdds, summary.MultiplyAdds);
        Assert.Equal(new ImageShape(10, 1, 1), summary.Output);
    }

    [Fact]
    public void Create_OtherImagesAndClasses_FitsThem()
    {
        Assert.All(NetworkPresets.Names, name =>
        {
            NetworkSummary summary = NetworkSummary.Of(NetworkPresets.Create(name, new ImageShape(3, 48, 40), 7));
            Assert.Equal(new ImageShape(7, 1, 1), summary.Output);
            Assert.Equal(new ImageShape(3, 48, 40), summary.Layers[0].Input);
        });
    }

    private static LayerShape Single(ImageShape input, LayerOptions layer) =>
        Assert.Single(NetworkShapes.Infer(new NetworkOptions { Input = input, Layers = [layer] }));
}
