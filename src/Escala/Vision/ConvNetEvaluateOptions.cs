using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>
/// What the operator that judges a model is told. The model travels as the input file <see cref="ConvNetPredict.ModelFile"/>.
/// </summary>
public sealed record ConvNetEvaluateOptions
{
    /// <summary>The images: the data's own test part is judged where they have one, else all.</summary>
    public required ImageData Images { get; init; }
}
