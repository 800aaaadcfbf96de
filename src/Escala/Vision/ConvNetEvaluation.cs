using Escala.Metrics;

namespace Escala.Vision;

/// <summary>How good a network is on images.</summary>
public sealed record ConvNetEvaluation
{
    /// <summary>The number of images.</summary>
    public required long Images { get; init; }

    /// <summary>The names of the classes, in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The mean of the loss that was trained with.</summary>
    public required double Loss { get; init; }

    /// <summary>How well probabilities tell the classes: accuracy beside the majority rate, AUC, confusion matrix and so on.</summary>
    public required ClassificationScores Scores { get; init; }

    /// <summary>The images that were most probably taken for another class, the worst first; at most 20.</summary>
    public required IReadOnlyList<ConvNetMistake> WorstMistakes { get; init; }
}
