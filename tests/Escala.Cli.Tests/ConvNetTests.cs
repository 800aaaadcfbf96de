using System.CommandLine;
using System.Text.Json.Nodes;
using Escala.Cli.Algorithms.ConvNet;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Convolutional networks through the real program: trained, resumed, used and judged.</summary>
public sealed class ConvNetTests : IDisposable
{
    private const string Network =
        """
        {
          "input": { "channels": 1, "height": 8, "width": 8 },
          "layers": [
            { "kind": "convolution", "channels": 4 }, { "kind": "activation" }, { "kind": "flatten" }, { "kind": "dense", "units": 3 }
          ]
        }
        """;

    private static readonly string[] Fit =
        ["fit", "cnn", "images.npy", "--network", "network.json", "--epochs", "3", "--batch", "16", "--test-fraction", "0.25"];

    private readonly TemporaryFolder _folder = new();

    public ConvNetTests()
    {
        SpotImages.Write(_folder.Path, 240);
        Points.WriteText(_folder.Path, "network.json", Network);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_Json_HasTheContract()
    {
        JsonNode json = await JsonAsync([.. Fit, "--validation-fraction", "0.1", "--model", "m.zip"]);

        Assert.Equal("cnn", (string)json["algorithm"]!);
        Assert.Equal(["0", "1", "2"], json["classes"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("test", (string)json["scoredOn"]!);
        Assert.Equal(240, (int)json["rows"]! + (int)json["validationRows"]! + (int)json["testRows"]!);
        Assert.Equal("network.json", (string)json["options"]!["networkName"]!);
        Assert.Equal(3, json["history"]!.AsArray().Count);
        Assert.Equal(1.0, (double)json["metrics"]!["accuracy"]!);
        Assert.InRange((double)json["metrics"]!["loss"]!, 0, 0.5);
        Assert.Equal(64, ((string)json["digest"]!["model"]!).Length);
        Assert.Equal(["load", "split", "prepare", "init", "fit", "evaluate"], json["phases"]!.AsArray().Select(phase => (string)phase!["name"]!));
        Assert.Equal("m.zip", (string)json["model"]!);
    }

    [Theory]
    [InlineData("en", "Convolutional network network.json: 475 parameters, 3 epochs", "Epochs")]
    [InlineData("es", "Red convolucional network.json: 475 parámetros, 3 épocas", "Épocas")]
    public async Task Fit_Readable_SaysWhatWasTrained(string language, string head, string epochs)
    {
        ProcessOutcome outcome = await RunAsync([.. Fit, "--lang", language]);

        Assert.Equal("", outcome.Error);
        string[] lines = outcome.Output.Split('\n');
        Assert.Equal(head, lines[0]);
        Assert.Contains(lines, line => line.StartsWith(epochs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fit_Resumed_EndsInTheSameBits()
    {
        JsonNode whole = await JsonAsync([.. Fit, "--checkpoint", "kept"]);
        File.Delete(Path.Combine(_folder.Path, "kept", "checkpoint-3.safetensors"));

        JsonNode resumed = await JsonAsync([.. Fit, "--resume", "kept"]);

        Assert.Equal((string)whole["digest"]!["model"]!, (string)resumed["digest"]!["model"]!);
        Assert.Equal(3, resumed["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task PredictAndEvaluate_Model_TellClassesAndScores()
    {
        await JsonAsync([.. Fit, "--model", "m.zip"]);

        ProcessOutcome predicted = await RunAsync("predict", "m.zip", "images.npy", "--out", "p.csv", "--lang", "en");
        JsonNode judged = await JsonAsync("evaluate", "m.zip", "images.npy");

        Assert.Equal("", predicted.Error);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "p.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("row,label,probability_0,probability_1,probability_2", lines[0]);
        Assert.Equal(241, lines.Length);
        Assert.StartsWith("4,1,", lines[5], StringComparison.Ordinal);
        Assert.Equal(240, (int)judged["rows"]!);
        Assert.Equal(1.0, (double)judged["metrics"]!["accuracy"]!);
    }

    [Fact]
    public async Task Predict_ImagesWithoutLabels_TellsTheClassOfEachFile()
    {
        await JsonAsync([.. Fit, "--model", "m.zip"]);
        string folder = Path.Combine(_folder.Path, "new");
        Directory.CreateDirectory(Path.Combine(folder, "more"));
        byte[] images = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "images.npy"), TestContext.Current.CancellationToken);
        byte[] Png(int image) => PngFile.Of(8, 8, 1, images[^((240 - image) * 64)..][..64]);
        await File.WriteAllBytesAsync(Path.Combine(folder, "two.png"), Png(2), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "more", "one, too.png"), Png(1), TestContext.Current.CancellationToken);

        ProcessOutcome predicted = await RunAsync("predict", "m.zip", "new", "--out", "p.csv");
        ProcessOutcome judged = await RunAsync("evaluate", "m.zip", "new");

        Assert.Equal((0, ""), (predicted.ExitCode, predicted.Error));
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "p.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("row,file,label,probability_0,probability_1,probability_2", lines[0]);
        Assert.StartsWith("0,\"more/one, too.png\",1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1,two.png,2,", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.Equal(1, judged.ExitCode);
    }

    [Theory]
    [InlineData("Network of ConvNet must be a preset", "fit", "cnn", "images.npy", "--network", "nope")]
    [InlineData("--nesterov must be left out with --optimizer adam", "fit", "cnn", "images.npy", "--optimizer", "adam", "--nesterov")]
    [InlineData("--warm-up must be left out with --schedule cosine", "fit", "cnn", "images.npy", "--schedule", "cosine", "--warm-up", "0.1")]
    [InlineData("--resize must be a height and a width", "fit", "cnn", "images.npy", "--resize", "64")]
    [InlineData("LearningRate of ConvNet must be finite", "fit", "cnn", "images.npy", "--network", "network.json", "--learning-rate", "nan")]
    [InlineData("BatchSize of ConvNet must be at most", "fit", "cnn", "images.npy", "--network", "network.json", "--batch", "500")]
    [InlineData("The sample flights is rows of a table", "fit", "cnn", "flights")]
    [InlineData("The sample mnist is images", "fit", "kmeans", "mnist", "--clusters", "3")]
    [InlineData("--features must be left out", "compare", "cnn", "images.npy", "--features", "a")]
    [InlineData("--learning-rate must be given with one workload", "compare", "--learning-rate", "0.1")]
    [InlineData("it is an option of cnn", "compare", "kmeans", "--flip")]
    public async Task BadInput_IsNamedWithWhatToDo(string said, params string[] arguments)
    {
        ProcessOutcome outcome = await RunAsync(arguments);

        Assert.InRange(outcome.ExitCode, 1, 2);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug of Escala", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_OptionsOfTables_AreRefused()
    {
        await JsonAsync([.. Fit, "--model", "m.zip"]);

        ProcessOutcome outcome = await RunAsync("predict", "m.zip", "images.npy", "--out", "p.csv", "--sql", "select 1");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--sql must be left out: it is about the rows of a table", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "p.csv")));
    }

    [Fact]
    public void Request_ToArguments_SaysWhatIsNotTheDefault()
    {
        var request = new ConvNetFitRequest
        {
            Data = "my images",
            Network = "lenet",
            Training = ConvNetFitRequest.UsualTraining with
            {
                Epochs = 4,
                BatchSize = 32,
                Optimizer = new AdamWOptions { LearningRate = 0.002, WeightDecay = 0.1 },
                Schedule = new StepScheduleOptions { Epochs = 2, Factor = 0.5 },
                MaxGradientNorm = 1.5,
                EarlyStoppingEpochs = 3,
                ValidationFraction = 0.2,
                BatchStatistics = BatchStatistics.All,
                Augmentation = new AugmentationOptions { Flip = true, Shift = 2 },
            },
            Images = new ImageSetOptions { Resize = new ImageSize(32, 48), TestFraction = 0.25, SampleImages = 100, Seed = 7 },
            Engine = new EngineChoice(EngineChoice.Local, 2),
        };

        Assert.Equal(
            "fit cnn 'my images' --network lenet --batch-statistics all --epochs 4 --batch 32 --optimizer adamw --learning-rate 0.002 "
            + "--weight-decay 0.1 --schedule step --step-epochs 2 --step-factor 0.5 --max-gradient-norm 1.5 --early-stopping 3 "
            + "--validation-fraction 0.2 --flip --shift 2 --resize 32x48 --test-fraction 0.25 --sample-rows 100 --seed 7 --engine local "
            + "--threads 2",
            ShellText.Join(request.ToArguments()));
        Assert.Equal(request, Parsed(request), Same);
    }

    [Fact]
    public void Request_Plain_HasOnlyTheSeed() => Assert.Equal(
        "fit cnn x --seed 0 --engine local", ShellText.Join(new ConvNetFitRequest { Data = "x" }.ToArguments()));

    private static bool Same(ConvNetFitRequest one, ConvNetFitRequest other) =>
        ShellText.Join(one.ToArguments()) == ShellText.Join(other.ToArguments());

    /// <summary>What its own arguments mean.</summary>
    private static ConvNetFitRequest Parsed(ConvNetFitRequest request)
    {
        var options = new Algorithms.ConvNet.ConvNetFitOptions(new DataOptions([], ""), steps: null);
        var command = new Command("cnn");
        foreach (Option option in options.Own.Append(options.DataGroup).SelectMany(group => group.Options))
        {
            command.Add(option);
        }

        string[] own = [.. request.ToArguments().Skip(3).TakeWhile(argument => argument != "--engine")];
        var bound = (ConvNetFitRequest)options.Bind(command.Parse(own), new ConvNetFitRequest { Data = request.Data });
        return bound with { Engine = request.Engine };
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await RunAsync([.. arguments, "--json"]);
        Assert.Equal("", outcome.Error);
        return JsonNode.Parse(outcome.Output)!;
    }
}
