using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>Convolutional networks.</summary>
internal sealed class ConvNetAlgorithm : Algorithm
{
    private ConvNetAlgorithm()
    {
    }

    /// <summary>The only one.</summary>
    public static ConvNetAlgorithm Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => ConvNetWorkloadReport.Word;

    /// <inheritdoc/>
    public override string Title => "Convolutional networks";

    /// <inheritdoc/>
    public override string Summary => "Train a convolutional network: images to classes.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "escala fit cnn mnist --network mnist --epochs 1 --model digits.zip",
        "escala fit cnn cifar-10-batches-bin --network resnet-small --epochs 30 --flip --shift 4 --optimizer sgd --learning-rate 0.1",
        "escala fit cnn photographs/ --resize 64x64 --network vgg-small --test-fraction 0.2 --early-stopping 5",
        "escala fit cnn mnist --network my-network.json --checkpoint kept",
    ];

    /// <inheritdoc/>
    public override string DataDescription =>
        "A folder with MNIST or its kin (IDX), CIFAR-10 or CIFAR-100 (binary), images.npy and labels.npy, or a folder of PNG and JPEG files "
        + "per class (or such folders in train and test); a file of images with its labels beside it; or the sample mnist.";

    /// <inheritdoc/>
    public override string Sample => SampleData.Mnist;

    /// <inheritdoc/>
    public override IReadOnlyList<MissingValues> Missing => [];

    /// <inheritdoc/>
    public override AlgorithmComparison Comparison { get; } = new ConvNetComparison();

    /// <inheritdoc/>
    public override FitOptions CreateOptions(DataOptions data, StepOptions? steps = null) => new ConvNetFitOptions(data, steps);

    /// <inheritdoc/>
    public override FitRequest Plain(string data) => new ConvNetFitRequest { Data = data };

    /// <inheritdoc/>
    public override ModelEvaluation CreateEvaluation() => new ConvNetModelEvaluation();

    /// <inheritdoc/>
    public override TrainedModel Load(string path) => new ConvNetTrainedModel(path);

    /// <inheritdoc/>
    public override void Write(FitReport report, IAnsiConsole console, Language language) =>
        new ConvNetFitText(language).Write((ConvNetFitReport)report, console);

    /// <inheritdoc/>
    public override void Write(EvaluateReport report, IAnsiConsole console, Language language) =>
        new ConvNetModelText(language).Write((ConvNetEvaluateReport)report, console);

    /// <inheritdoc/>
    public override void Write(PredictReport report, IAnsiConsole console, Language language) =>
        new ConvNetModelText(language).Write((ConvNetPredictReport)report, console);
}
