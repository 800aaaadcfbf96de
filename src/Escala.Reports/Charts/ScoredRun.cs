using Escala.Boosting;
using Escala.Metrics;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

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

    /// <summary>The engines and peers that gave a result, in the order of their first runs.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="words">The language.</param>
    public static IReadOnlyList<ScoredRun> Of(XGBoostWorkloadReport workload, ChartWords words) =>
        [.. FinishedRuns.Of(workload).Where(group => group.XGBoost is not null).Select(group => Of(group, group.XGBoost!, words))];

    private static ScoredRun Of(RunGroup group, XGBoostFitReport fit, ChartWords words) => new(words.Run(group), fit.Details, fit.Classes)
    {
        ChosenThreshold = fit.ChosenThreshold,
        History = fit.History,
        Importance = fit.Importance,
    };
}
