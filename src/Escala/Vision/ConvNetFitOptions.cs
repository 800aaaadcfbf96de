using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>What the operator that trains a network is told.</summary>
public sealed record ConvNetFitOptions
{
    /// <summary>How to train.</summary>
    public required ConvNetOptions Training { get; init; }

    /// <summary>The images.</summary>
    public required ImageData Images { get; init; }
}
