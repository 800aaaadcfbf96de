namespace Escala.Vision;

/// <summary>One epoch of a training.</summary>
public sealed record ConvNetEpoch
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The mean loss over the training images, of each as it was when the image was trained on.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The mean loss over the validation images after the epoch; null where there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of validation images whose most probable class is theirs, after the epoch; null where there are none.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The time that training took, without validation, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The training images a second, over all ranks.</summary>
    public required double ImagesPerSecond { get; init; }
}
