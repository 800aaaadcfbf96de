using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>What a training found, beside the weights themselves, which rank 0 hands over as a file.</summary>
public sealed record ConvNetFitResult
{
    /// <summary>The names of the classes, in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The images that trained.</summary>
    public required int Images { get; init; }

    /// <summary>The images that validated.</summary>
    public required int ValidationImages { get; init; }

    /// <summary>The images kept for testing.</summary>
    public required int TestImages { get; init; }

    /// <summary>What pixels become before the network sees them.</summary>
    public required ImageNormalization Normalization { get; init; }

    /// <summary>The numbers that were learned.</summary>
    public required long Parameters { get; init; }

    /// <summary>The bytes that a rank's network and optimiser took, by their plan.</summary>
    public required long PlannedBytes { get; init; }

    /// <summary>The epochs that the weights have seen: the best epoch where training may stop early, else the last.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epochs that were trained, those before a resumed checkpoint included.</summary>
    public required int TrainedEpochs { get; init; }

    /// <summary>The mini-batches that were trained.</summary>
    public required long Steps { get; init; }

    /// <summary>Why training ended.</summary>
    public required ConvNetStopReason StopReason { get; init; }

    /// <summary>Every epoch that was trained.</summary>
    public required IReadOnlyList<ConvNetEpoch> History { get; init; }

    /// <summary>The loss over the mini-batches: each of them where there are at most 500, else means of several, at least one an epoch.</summary>
    public required IReadOnlyList<ConvNetLossPoint> LossCurve { get; init; }

    /// <summary>Whether <see cref="Evaluation"/> is of the test images; of the training images where there are none.</summary>
    public required bool IsScoredOnTest { get; init; }

    /// <summary>How good the network is.</summary>
    public required ConvNetEvaluation Evaluation { get; init; }

    /// <summary>SHA-256 of the weights' bytes, float32 in the order of the layers, in hexadecimal.</summary>
    public required string WeightsDigest { get; init; }
}
