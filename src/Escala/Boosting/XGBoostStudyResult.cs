namespace Escala.Boosting;

/// <summary>What a fit would ask of libxgboost.</summary>
public sealed record XGBoostStudyResult
{
    /// <summary>The objective in XGBoost's word, chosen by the labels where none was given.</summary>
    public required string Objective { get; init; }

    /// <summary>The label, as it is read, of each class in the order of their indices; empty where no classes are learned.</summary>
    public required IReadOnlyList<float> ClassLabels { get; init; }

    /// <summary>What judges the rounds, in XGBoost's words; the last one says when to stop.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>For each feature <c>c</c> (category) or <c>q</c> (quantity).</summary>
    public required IReadOnlyList<string> FeatureTypes { get; init; }

    /// <summary>Every parameter by XGBoost's own name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
}
