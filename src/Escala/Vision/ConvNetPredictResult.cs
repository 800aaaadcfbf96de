namespace Escala.Vision;

/// <summary>What predicting images gave, beside the files of predictions.</summary>
public sealed record ConvNetPredictResult
{
    /// <summary>The number of images that were predicted.</summary>
    public required long Images { get; init; }

    /// <summary>The number of images predicted to be of each class, in the order of the classes.</summary>
    public required IReadOnlyList<long> ClassSizes { get; init; }
}
