using Escala.Boosting;
using Escala.Metrics;

namespace Escala.Reports.Charts;

/// <summary>What charts of predictions need of a run.</summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Scores">How good its predictions are.</param>
/// <param name="Classes">The classes in the order of their indices; empty where none are predicted.</param>
internal sealed record ScoredRun(string Label, PredictionScores Scores, IReadOnlyList<string> Classes)
{
    /// <inheritdoc cref="XGBoostFitResult.ChosenThreshold"/>
    public ThresholdScores? ChosenThreshold { get; init; }

    /// <inheritdoc cref="XGBoostFitResult.History"/>
    public IReadOnlyList<XGBoostHistory> History { get; init; } = [];

    /// <inheritdoc cref="XGBoostFitResult.Importance"/>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];
}
