using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>How good the predictions are that another system made of the rows of a fit.</summary>
public sealed record XGBoostJudgement
{
    /// <summary>What is learned.</summary>
    public required XGBoostTask Task { get; init; }

    /// <summary>The objective in XGBoost's word.</summary>
    public required string Objective { get; init; }

    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows that rounds were judged by.</summary>
    public required long ValidationRows { get; init; }

    /// <summary>The rows kept for testing.</summary>
    public required long TestRows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>Whether <see cref="Scores"/> are of the test rows; of the training rows where there are none.</summary>
    public required bool IsScoredOnTest { get; init; }

    /// <summary>How good the predictions are.</summary>
    public required PredictionScores Scores { get; init; }

    /// <summary>Two classes, with the threshold that the validation rows chose; null where there are none, or not two classes.</summary>
    public ThresholdScores? ChosenThreshold { get; init; }
}
