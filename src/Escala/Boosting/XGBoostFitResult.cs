using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>What a fit of XGBoost learned, beside the model itself, which rank 0 hands over as a file.</summary>
public sealed record XGBoostFitResult
{
    /// <summary>What is learned.</summary>
    public required XGBoostTask Task { get; init; }

    /// <summary>The objective in XGBoost's word, chosen by the labels where none was given.</summary>
    public required string Objective { get; init; }

    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The rows that trees were grown on: neither test nor validation rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows that rounds were judged by.</summary>
    public required long ValidationRows { get; init; }

    /// <summary>The rows kept for testing.</summary>
    public required long TestRows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The rounds in the model, those it was continued from included.</summary>
    public required int Rounds { get; init; }

    /// <summary>The rounds that were trained in this fit; more than are kept where training stopped early.</summary>
    public required int TrainedRounds { get; init; }

    /// <summary>Why it ended.</summary>
    public required XGBoostStopReason StopReason { get; init; }

    /// <summary>Each metric after every trained round; empty where there is no validation part.</summary>
    public required IReadOnlyList<XGBoostHistory> History { get; init; }

    /// <summary>The importance of every feature, in the order of the features.</summary>
    public required IReadOnlyList<FeatureImportance> Importance { get; init; }

    /// <summary>Whether <see cref="Scores"/> are of the test rows; of the training rows where there are none.</summary>
    public required bool IsScoredOnTest { get; init; }

    /// <summary>How good the predictions are.</summary>
    public required PredictionScores Scores { get; init; }

    /// <summary>
    /// Two classes, with the threshold that has the best balanced accuracy on the validation rows, on the rows of
    /// <see cref="Scores"/>; null where there are no validation rows or not two classes.
    /// </summary>
    public ThresholdScores? ChosenThreshold { get; init; }

    /// <summary>Why the result may be too good to be true; empty where nothing was found.</summary>
    public required IReadOnlyList<XGBoostWarning> Warnings { get; init; }

    /// <summary>The version of libxgboost that trained: <c>1.7.4</c>.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>SHA-256 of the model's bytes (<c>model.ubj</c>), in hexadecimal.</summary>
    public required string ModelDigest { get; init; }

    /// <summary>
    /// The margins of a row whose features are all missing, one per class, or one. Every libxgboost that reads the trees rightly predicts
    /// them too, but for rounding; it is how a model that is loaded is checked.
    /// </summary>
    public IReadOnlyList<float> MissingRowMargins { get; init; } = [];
}
