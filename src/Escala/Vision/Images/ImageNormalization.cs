namespace Escala.Vision.Images;

/// <summary>What each pixel becomes before the network sees it: (value - mean) / deviation, per channel. torchvision <c>Normalize</c>.</summary>
public sealed record ImageNormalization
{
    /// <summary>The mean of each channel over the training images, in the units of the pixels as stored.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>
    /// The standard deviation of each channel over the training images (that of the population), in the units of the pixels as stored; 1 for a
    /// channel that has one value everywhere. Above 0.
    /// </summary>
    public required IReadOnlyList<double> Deviations { get; init; }
}
