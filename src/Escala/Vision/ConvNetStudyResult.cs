using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>What a fit would do, beside the files of <see cref="ConvNetStudy"/>.</summary>
internal sealed record ConvNetStudyResult
{
    /// <summary>The names of the classes, in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The images that train.</summary>
    public required int Images { get; init; }

    /// <summary>The images that validate.</summary>
    public required int ValidationImages { get; init; }

    /// <summary>The images that test.</summary>
    public required int TestImages { get; init; }

    /// <summary>What pixels become before the network sees them.</summary>
    public required ImageNormalization Normalization { get; init; }

    /// <summary>The numbers that are learned.</summary>
    public required long Parameters { get; init; }

    /// <summary>The learning rate of every step.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }
}
