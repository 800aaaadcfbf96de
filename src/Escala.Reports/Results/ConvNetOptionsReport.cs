using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>The options of a fit of a convolutional network in the words of the command line.</summary>
internal sealed record ConvNetOptionsReport
{
    /// <summary><c>--network</c>: the preset or the file that was named; null where the network was given in code.</summary>
    public string? NetworkName { get; init; }

    /// <summary>The network itself.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary><c>--loss</c></summary>
    public required ConvNetLoss Loss { get; init; }

    /// <summary><c>--epochs</c></summary>
    public required int Epochs { get; init; }

    /// <summary><c>--batch</c></summary>
    public required int Batch { get; init; }

    /// <summary><c>--optimizer</c>, <c>--learning-rate</c> and what else belongs to the optimiser.</summary>
    public required OptimizerOptions Optimizer { get; init; }

    /// <summary><c>--schedule</c> and what belongs to it.</summary>
    public required ScheduleOptions Schedule { get; init; }

    /// <summary><c>--max-gradient-norm</c></summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary><c>--flip</c>, <c>--shift</c>, <c>--crop</c></summary>
    public required AugmentationOptions Augmentation { get; init; }

    /// <summary><c>--early-stopping</c></summary>
    public int? EarlyStopping { get; init; }

    /// <summary><c>--validation-fraction</c></summary>
    public required double ValidationFraction { get; init; }

    /// <summary><c>--test-fraction</c></summary>
    public required double TestFraction { get; init; }

    /// <summary><c>--batch-statistics</c></summary>
    public required BatchStatistics BatchStatistics { get; init; }

    /// <summary><c>--resize</c></summary>
    public ImageSize? Resize { get; init; }

    /// <summary><c>--sample-rows</c></summary>
    public long? SampleImages { get; init; }

    /// <summary><c>--seed</c></summary>
    public required ulong Seed { get; init; }

    /// <summary>Takes over options.</summary>
    /// <param name="networkName">The preset or the file that was named; null for neither.</param>
    /// <param name="training">How to train.</param>
    /// <param name="images">How the images are read.</param>
    public static ConvNetOptionsReport Of(string? networkName, ConvNetOptions training, ImageSetOptions images) => new()
    {
        NetworkName = networkName,
        Network = training.Network,
        Loss = training.Loss,
        Epochs = training.Epochs,
        Batch = training.BatchSize,
        Optimizer = training.Optimizer,
        Schedule = training.Schedule,
        MaxGradientNorm = training.MaxGradientNorm,
        Augmentation = training.Augmentation,
        EarlyStopping = training.EarlyStoppingEpochs,
        ValidationFraction = training.ValidationFraction,
        TestFraction = images.TestFraction,
        BatchStatistics = training.BatchStatistics,
        Resize = images.Resize,
        SampleImages = images.SampleImages,
        Seed = training.Seed,
    };
}
