using System.CommandLine;
using System.Globalization;
using Escala.Cli.Options;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The options of convolutional networks.</summary>
/// <param name="data">The options about the data.</param>
/// <param name="steps">The options that other algorithms share; null where none does.</param>
internal sealed class ConvNetFitOptions(DataOptions data, StepOptions? steps) : FitOptions(data)
{
    private static readonly ConvNetOptions Defaults = ConvNetFitRequest.UsualTraining;

    private readonly StepOptions _steps = steps ?? new StepOptions(
        "The step size that the schedule starts from or warms up to, above 0. Without it: "
            + $"{new SgdOptions().LearningRate} with sgd, {new AdamOptions().LearningRate} with adam and adamw.",
        "epochs");

    private readonly Option<string?> _network = CliOption.Text(
        "--network",
        "NAME|FILE",
        $"The network: {string.Join(", ", NetworkPresets.Names)}, made for the shape and classes of the images; or a JSON file that "
            + $"describes one. Without it: {ConvNetFitRequest.UsualNetwork}.");

    private readonly Option<string?> _loss = CliOption.Word(
        "--loss", $"What is made small. Without it: {ConvNetWords.Of(Defaults.Loss)}.", ConvNetWords.Losses);

    private readonly Option<int?> _epochs = CliOption.Number<int>(
        "--epochs", "N", "How often every training image is seen, at least 1.", Defaults.Epochs);

    private readonly Option<int?> _batch = CliOption.Number<int>(
        "--batch", "N", "The images of a mini-batch, over all ranks, at least 1.", Defaults.BatchSize);

    private readonly ConvNetOptimizerOptions _optimizer = new();
    private readonly ConvNetScheduleOptions _schedule = new();

    private readonly Option<double?> _maxGradientNorm = CliOption.Number<double>(
        "--max-gradient-norm", "X", "Scale larger gradients down to this norm of all together, above 0. Without it: they stay as they are.");

    private readonly Option<string?> _batchStatistics = CliOption.Word(
        "--batch-statistics",
        "What batch normalisation takes its statistics over where several ranks train: the rank's share of a mini-batch, or all of it. "
            + $"Without it: {ConvNetWords.Of(Defaults.BatchStatistics)}.",
        ConvNetWords.BatchStatistics);

    private readonly Option<bool> _flip = CliOption.Switch("--flip", "Mirror every second training image, at random. Not for writing.");

    private readonly Option<int?> _shift = CliOption.Number<int>(
        "--shift", "N", "Shift training images by up to so many pixels, at random, at least 0; black comes in from outside.", 0);

    private readonly Option<bool> _crop = CliOption.Switch(
        "--crop", "Cut a window of the network's size out of larger images: at a random place to train, else in the middle.");

    private readonly Option<string?> _labels = CliOption.Text(
        "--labels", "FILE", "The file with the labels, where DATA is one file of images. Without it: the file of that name with labels for images.");

    private readonly Option<string?> _resize = CliOption.Text(
        "--resize", "HxW", "Bring PNG and JPEG images to this height and width, such as 64x64. Without it: all must be of one size.");

    private readonly CheckpointOptions _checkpoints = new("epochs", "the weights are then the same", ConvNetFitRequest.UsualCheckpointEpochs);

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> Own =>
    [
        new("Network", _network, _loss, _batchStatistics),
        new("Training of networks", [_epochs, _batch, .. _optimizer.All, .. _schedule.All, _maxGradientNorm, .. _steps.All]),
        new("Images", _flip, _shift, _crop, _labels, _resize),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Option> FitOnly => _checkpoints.All;

    /// <inheritdoc/>
    public override OptionGroup DataGroup => new("Data", Data.OfSample);

    /// <inheritdoc/>
    public override Option? Needed => null;

    /// <inheritdoc/>
    public override string HowToGiveNeeded => "";

    /// <inheritdoc/>
    public override FitRequest Bind(ParseResult parsed, FitRequest baseline)
    {
        var usual = (ConvNetFitRequest)baseline;
        ConvNetOptions training = usual.Training;
        ImageSetOptions images = Data.Bind(parsed, usual.Images);
        int? patience = parsed.GetValue(_steps.EarlyStopping) ?? training.EarlyStoppingEpochs;
        return usual with
        {
            Network = parsed.GetValue(_network) ?? usual.Network,
            Training = training with
            {
                Loss = ConvNetWords.Loss(parsed.GetValue(_loss)) ?? training.Loss,
                Epochs = parsed.Given(_epochs) ?? training.Epochs,
                BatchSize = parsed.Given(_batch) ?? training.BatchSize,
                Optimizer = _optimizer.Bind(parsed, parsed.GetValue(_steps.LearningRate), training.Optimizer),
                Schedule = _schedule.Bind(parsed, training.Schedule),
                MaxGradientNorm = parsed.GetValue(_maxGradientNorm) ?? training.MaxGradientNorm,
                EarlyStoppingEpochs = patience,
                ValidationFraction = _steps.BindValidationFraction(parsed, training.ValidationFraction, patience),
                BatchStatistics = ConvNetWords.Statistics(parsed.GetValue(_batchStatistics)) ?? training.BatchStatistics,
                Augmentation = training.Augmentation with
                {
                    Flip = parsed.GetValue(_flip) || training.Augmentation.Flip,
                    Shift = parsed.Given(_shift) ?? training.Augmentation.Shift,
                    Crop = parsed.GetValue(_crop) || training.Augmentation.Crop,
                },
                Seed = images.Seed,
            },
            Images = images with
            {
                Labels = parsed.GetValue(_labels) ?? images.Labels,
                Resize = parsed.GetValue(_resize) is { } size ? Size(size) : images.Resize,
            },
        };
    }

    /// <inheritdoc/>
    public override FitRequest BindFitOnly(ParseResult parsed, FitRequest request) =>
        (ConvNetFitRequest)request with { Checkpoints = _checkpoints.Bind(parsed) };

    /// <summary>The size of a text such as 64x48, height first.</summary>
    /// <exception cref="InvalidOptionsException">The text is another.</exception>
    private static ImageSize Size(string text)
    {
        string[] sides = text.Split('x');
        return sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
                ? new ImageSize(height, width)
                : throw new InvalidOptionsException($"--resize must be a height and a width such as 64x64, but was '{text}'.");
    }
}
