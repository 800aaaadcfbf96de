using Escala.Models;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>What <c>model.json</c> says of a convolutional network.</summary>
internal sealed record ConvNetMetadata : ModelMetadata
{
    /// <summary>The algorithm's name in model files and on the command line.</summary>
    public const string AlgorithmName = "cnn";

    /// <inheritdoc/>
    public override string Algorithm => AlgorithmName;

    /// <summary>The shape of the images, <c>(C, H, W)</c>; the network's, unless it sees a part of them.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>How the images were read, and which of them tested; without what is of one machine only.</summary>
    public required ImageSetOptions Images { get; init; }

    /// <summary>The options of the fit, with the network.</summary>
    public required ConvNetOptions Options { get; init; }

    /// <summary>What the fit found.</summary>
    public required ConvNetFitResult Fit { get; init; }
}
