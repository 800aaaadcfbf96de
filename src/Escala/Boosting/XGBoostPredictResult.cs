namespace Escala.Boosting;

/// <summary>What predicting rows gave, beside the files of predictions.</summary>
public sealed record XGBoostPredictResult
{
    /// <summary>The number of rows that were predicted.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The number of rows predicted to be of each class, in the order of the classes; empty for regression and ranking.</summary>
    public required IReadOnlyList<long> ClassSizes { get; init; }
}
