using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>How good a model is on rows.</summary>
public sealed record XGBoostEvaluation
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How good the predictions are.</summary>
    public required PredictionScores Scores { get; init; }

    /// <summary>Two classes, with the threshold that was chosen on the validation rows of the fit; null where none was.</summary>
    public ThresholdScores? ChosenThreshold { get; init; }
}
