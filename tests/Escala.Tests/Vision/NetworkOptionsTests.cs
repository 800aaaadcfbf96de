using Escala.Vision;
using Xunit;

namespace Escala.Tests.Vision;

public class NetworkOptionsTests
{
    private const string Head = """{"input": {"channels": 1, "height": 4, "width": 4}, "layers": [""";

    [Fact]
    public void Parse_JsonByHand_HasTheDefaultsOfWhatIsLeftOut()
    {
        NetworkOptions network = NetworkOptions.Parse(Head + """
            {"kind": "convolution", "channels": 8, "padding": 1, "name": "first"}, {"kind": "activation"},
            {"kind": "activation", "function": "leakyRelu"}, {"kind": "activation", "function": "gelu"}, {"kind": "batchNormalization"},
            {"body": [{"kind": "maxPooling"}], "kind": "residual", "shortcut": [{"kind": "averagePooling", "size": 2}]},
            {"kind": "dropout"}, {"kind": "flatten"}, {"units": 3, "kind": "dense"}]}
            """);

        Assert.Equal(new ImageShape(1, 4, 4), network.Input);
        Assert.Equal(new ConvolutionOptions { Name = "first", Channels = 8, Padding = 1 }, network.Layers[0]);
        Assert.Equal(new ActivationOptions(), network.Layers[1]);
        Assert.Equal(new ActivationOptions { Function = ActivationFunction.LeakyRelu, Slope = 0.01 }, network.Layers[2]);
        Assert.Equal(new ActivationOptions { Function = ActivationFunction.Gelu }, network.Layers[3]);
        Assert.Equal(new BatchNormalizationOptions { Momentum = 0.1, Epsilon = 1e-5 }, network.Layers[4]);
        var residual = Assert.IsType<ResidualOptions>(network.Layers[5]);
        Assert.Equal([new MaxPoolingOptions { Size = 2 }], residual.Body);
        Assert.Equal([new AveragePoolingOptions { Size = 2 }], residual.Shortcut);
        Assert.Equal(new DropoutOptions { Rate = 0.5 }, network.Layers[6]);
        Assert.Equal(new FlattenOptions(), network.Layers[7]);
        Assert.Equal(new DenseOptions { Units = 3, Bias = true }, network.Layers[8]);
    }

    [Theory]
    [InlineData("lenet")]
    [InlineData("mnist")]
    [InlineData("vgg-small")]
    [InlineData("resnet-small")]
    public void ToJson_Presets_AreReadBackAsTheyWere(string name)
    {
        string json = NetworkPresets.Create(name).ToJson();
        NetworkOptions read = NetworkOptions.Parse(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(NetworkSummary.Of(NetworkPresets.Create(name)).Layers, NetworkSummary.Of(read).Layers);
    }

    [Theory]
    [InlineData("null", "must be JSON with input and layers")]
    [InlineData("{", "must be JSON")]
    [InlineData("""{"layers": []}""", "input")]
    [InlineData(Head + """{"kind": "dense"}]}""", "units")]
    [InlineData(Head + """{"kind": "dense", "units": 3, "unit": 4}]}""", "unit")]
    [InlineData(Head + """{"kind": "convolutional", "channels": 3}]}""", "The kinds are convolution, activation, maxPooling")]
    [InlineData(Head + """{"channels": 3}]}""", "The kinds are convolution, activation, maxPooling")]
    [InlineData(Head + """{"kind": "activation", "function": "tanh"}]}""", "must be JSON")]
    [InlineData(Head + "null]}", "Layers of Network must be layers, but layer 0 was null.")]
    [InlineData(Head + "]}", "Layers of Network must have at least one layer, but was empty.")]
    public void Parse_WrongJson_SaysWhy(string json, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidOptionsException>(() => NetworkOptions.Parse(json)).Message);

    [Fact]
    public void Create_UnknownPreset_NamesTheNearest()
    {
        var fault = Assert.Throws<InvalidOptionsException>(() => NetworkPresets.Create("lenett"));
        Assert.Contains("must be a preset (lenet, mnist, vgg-small, resnet-small) or a file, but was lenett. Nearest: 'lenet'.", fault.Message);
    }
}
