using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Networks written as ONNX, through the real program.</summary>
public sealed class ConvNetExportTests : IDisposable
{
    private const string Network =
        """
        { "input": { "channels": 1, "height": 8, "width": 8 }, "layers": [{ "kind": "flatten" }, { "kind": "dense", "units": 3 }] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "m.zip as ONNX", "In: images, float32 (N, 1, 8, 8), pixels as they are stored. Out: scores and probabilities, float32 (N, 3).")]
    [InlineData(
        "es", "m.zip en ONNX", "Entrada: images, float32 (N, 1, 8, 8), píxeles tal como se guardan. Salida: scores y probabilities, float32 (N, 3).")]
    public async Task Export_Network_SaysWhatGoesInAndOut(string language, string head, string said)
    {
        await FitNetworkAsync();

        ProcessOutcome outcome = await RunAsync("export", "m.zip", "--out", "m.onnx", "--lang", language);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.Split('\n');
        Assert.Equal(head, lines[0]);
        Assert.StartsWith("m.onnx: ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(said, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Json_HasTheContract()
    {
        await FitNetworkAsync();

        ProcessOutcome outcome = await RunAsync("export", "m.zip", "--out", "m.onnx", "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        long bytes = new FileInfo(Path.Combine(_folder.Path, "m.onnx")).Length;
        Assert.Equal(
            $$"""
            {"model":"m.zip","out":"m.onnx","outBytes":{{bytes}},"input":"images","inputShape":[1,8,8],"outputs":["scores","probabilities"],"classes":["0","1","2"]}

            """,
            outcome.Output);
    }

    [Fact]
    public async Task Export_ModelOfRows_IsRefused()
    {
        string points = Points.Write(_folder.Path);
        Assert.Equal(0, (await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "k.zip")).ExitCode);

        ProcessOutcome outcome = await RunAsync("export", "k.zip", "--out", "k.onnx");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            "escala: The model 'k.zip' was made by kmeans, whose models are not written as ONNX. Name a model made by cnn.\n", outcome.Error);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "k.onnx")));
    }

    [Theory]
    [InlineData(2, "--out must end in .onnx, but was 'm.pb'.", "m.zip", "--out", "m.pb")]
    [InlineData(2, "Option '--out' is required.", "m.zip")]
    [InlineData(1, "There is no model file 'nowhere.zip'.", "nowhere.zip", "--out", "m.onnx")]
    [InlineData(1, "nowhere/m.onnx cannot be written: there is no folder", "m.zip", "--out", "nowhere/m.onnx")]
    public async Task Export_BadInput_IsNamed(int exitCode, string said, params string[] arguments)
    {
        await FitNetworkAsync();

        ProcessOutcome outcome = await RunAsync(["export", .. arguments]);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.onnx"));
    }

    private async Task FitNetworkAsync()
    {
        SpotImages.Write(_folder.Path, 60);
        Points.WriteText(_folder.Path, "network.json", Network);
        ProcessOutcome fitted = await RunAsync("fit", "cnn", "images.npy", "--network", "network.json", "--epochs", "1", "--batch", "16", "--model", "m.zip");
        Assert.Equal((0, ""), (fitted.ExitCode, fitted.Error));
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);
}
