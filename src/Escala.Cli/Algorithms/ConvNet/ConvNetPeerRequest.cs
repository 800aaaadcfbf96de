using Escala.Vision;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>What a peer is asked to train.</summary>
internal sealed record ConvNetPeerRequest
{
    /// <summary>The name of the file of predictions.</summary>
    public const string PredictionsName = "predictions.npy";

    /// <summary>The images as stored: NPY, (images, channels, height, width).</summary>
    public required string Images { get; init; }

    /// <summary>The class of each image: NPY, int32.</summary>
    public required string Labels { get; init; }

    /// <summary>The weights to start from, in the safetensors format, by PyTorch's names.</summary>
    public required string Weights { get; init; }

    /// <summary>Row numbers in the order of training: NPY, int32, (epochs, images).</summary>
    public required string Order { get; init; }

    /// <summary>The row numbers that validate: NPY, int32; maybe none.</summary>
    public required string Validation { get; init; }

    /// <summary>The row numbers that are predicted in the end: NPY, int32.</summary>
    public required string Judged { get; init; }

    /// <summary>The network, its training and all options.</summary>
    public required ConvNetOptions Training { get; init; }

    /// <summary>What is taken off the pixels of each channel.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>What the rest is divided by.</summary>
    public required IReadOnlyList<double> Deviations { get; init; }

    /// <summary>The learning rate of every step.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }

    /// <summary>The threads it may use; 1 puts it on one processor.</summary>
    public required int Threads { get; init; }

    /// <summary>Where predictions go: NPY, (images, classes), probabilities.</summary>
    public required string Predictions { get; init; }
}
