using Escala.Reports.Pages.Sections;
using Escala.Vision;
using Xunit;

namespace Escala.Reports.Tests.Pages;

public sealed class NetworkReportTests(WrittenReport report)
{
    [Theory]
    [InlineData("lenet")]
    [InlineData("mnist")]
    [InlineData("vgg-small")]
    [InlineData("resnet-small")]
    public void LayerSettings_EveryPreset_AreThoseOfItsSummary(string preset)
    {
        NetworkOptions network = NetworkPresets.Create(preset);
        LayerSummary[] layers = [.. NetworkSummary.Of(network).Layers];
        string[] settings = [.. LayerSettings.Of(network.Layers)];

        Assert.Equal(layers.Length, settings.Length);
        Assert.All(layers.Zip(settings), line => Assert.Equal(line.First.Kind == "convolution", line.Second.Contains("3x3") || line.Second.Contains("1x1") || line.Second.Contains("5x5")));
    }

    [Fact]
    public void LayerSettings_AllKinds_AreInTheWordsOfJson()
    {
        LayerOptions[] layers =
        [
            new ConvolutionOptions { Channels = 8, Stride = 2, Padding = 1, Groups = 4, Bias = false },
            new ActivationOptions { Function = ActivationFunction.LeakyRelu, Slope = 0.2 },
            new MaxPoolingOptions { Size = 3, Stride = 2, Padding = 1 },
            new DropoutOptions { Rate = 0.25 },
            new DenseOptions { Units = 3, Bias = false },
            new FlattenOptions(),
        ];

        Assert.Equal(
            ["3x3, stride 2, padding 1, groups 4, bias false", "leakyRelu, slope 0.2", "3x3, stride 2, padding 1", "rate 0.25", "bias false", ""],
            LayerSettings.Of(layers));
    }

    [Theory]
    [InlineData("cnn-en", "| all |  |  | 10x1x1 | 1,199,882 |")]
    [InlineData("cnn-es", "| todas |  |  | 10x1x1 | 1.199.882 |")]
    public void Report_HasTheParametersOfTheNetwork(string name, string line) =>
        Assert.Contains(line.Replace("|  |", "| – |", StringComparison.Ordinal).Replace("|  |", "| – |", StringComparison.Ordinal), report.Text(name, "report.md"));

    [Fact]
    public void Csv_HasTheImagesPerSecondOfNetworksAndNothingOfOthers()
    {
        string[] lines = report.Text("three-en", "results.csv").TrimEnd('\n').Split('\n');
        int column = Array.IndexOf(lines[0].Split(','), "images_per_second");

        Assert.All(lines.Where(line => line.StartsWith("cnn,", StringComparison.Ordinal)), line => Assert.NotEmpty(line.Split(',')[column]));
        Assert.DoesNotContain("images_per_second", report.Text("both-en", "results.csv"));
        Assert.Contains(lines, line => line.StartsWith("xgboost,", StringComparison.Ordinal) && line.Split(',')[column].Length == 0);
    }
}
