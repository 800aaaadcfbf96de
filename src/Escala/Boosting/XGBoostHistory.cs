namespace Escala.Boosting;

/// <summary>One metric after every round that was trained.</summary>
public sealed record XGBoostHistory
{
    /// <summary>The metric in XGBoost's word: <c>logloss</c>, <c>auc</c>, <c>rmse</c>; or the name of a metric of one's own.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether higher values are better.</summary>
    public required bool IsHigherBetter { get; init; }

    /// <summary>Its value over the training rows, by round.</summary>
    public required IReadOnlyList<double> Training { get; init; }

    /// <summary>Its value over the validation rows, by round.</summary>
    public required IReadOnlyList<double> Validation { get; init; }
}
