using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>An image that was taken for one of another class.</summary>
internal sealed record ConvNetMistakeReport
{
    /// <summary>Its row number.</summary>
    public required long Row { get; init; }

    /// <summary>The index of its class.</summary>
    public required int Truth { get; init; }

    /// <summary>The index of the class that was predicted.</summary>
    public required int Predicted { get; init; }

    /// <summary>The probability of the predicted class.</summary>
    public required double Probability { get; init; }

    /// <summary>The probability of its class.</summary>
    public required double TruthProbability { get; init; }

    /// <summary>The image; null where its pixels are not at hand.</summary>
    public ImagePicture? Picture { get; init; }

    /// <summary>Takes over mistakes, and draws them.</summary>
    /// <param name="mistakes">The mistakes.</param>
    /// <param name="images">The images they are of; null where they are not to be drawn.</param>
    public static IReadOnlyList<ConvNetMistakeReport> Of(IReadOnlyList<ConvNetMistake> mistakes, ImageSet? images) =>
    [
        .. mistakes.Select(mistake => new ConvNetMistakeReport
        {
            Row = mistake.Row,
            Truth = mistake.Truth,
            Predicted = mistake.Predicted,
            Probability = mistake.Probability,
            TruthProbability = mistake.TruthProbability,
            Picture = images is null ? null : ImagePicture.Of(images, mistake.Row),
        }),
    ];
}
