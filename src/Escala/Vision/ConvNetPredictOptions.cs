using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>
/// What the operator that predicts images is told. The model travels as the input file <see cref="ConvNetPredict.ModelFile"/>.
/// </summary>
public sealed record ConvNetPredictOptions
{
    /// <summary>The images, all of which are predicted; their labels do not matter.</summary>
    public required ImageData Images { get; init; }
}
