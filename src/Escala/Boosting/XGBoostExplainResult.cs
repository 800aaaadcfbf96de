namespace Escala.Boosting;

/// <summary>What explaining predictions gave, beside the files of contributions.</summary>
public sealed record XGBoostExplainResult
{
    /// <summary>The number of rows that were explained.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The mean of |contribution| per feature, in the order of the features, over the rows and the classes.</summary>
    public required IReadOnlyList<double> MeanAbsoluteContributions { get; init; }
}
