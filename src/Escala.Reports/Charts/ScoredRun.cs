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

    /// <summary>The figures after each round or epoch.</summary>
    public IReadOnlyList<LearningHistory> History { get; init; } = [];

    /// <summary>Whether it was trained in epochs over images, not in rounds over rows.</summary>
    public bool HasEpochs { get; init; }

    /// <inheritdoc cref="XGBoostFitResult.Importance"/>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>The engines and peers that gave a result with predictions, in the order of their first runs.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="words">The language.</param>
    public static IReadOnlyList<ScoredRun> Of(WorkloadReport workload, ChartWords words) =>
        [.. FinishedRuns.Of(workload).Select(group => Of(group, words)).OfType<ScoredRun>()];

    private static ScoredRun? Of(RunGroup group, ChartWords words) => group.Result switch
    {
        XGBoostFitReport fit => new(words.Run(group), fit.Details, fit.Classes)
        {
            ChosenThreshold = fit.ChosenThreshold,
            History = LearningHistory.Of(fit),
            Importance = fit.Importance,
        },
        ConvNetFitReport fit => new(words.Run(group), new PredictionScores { Classification = fit.Details }, fit.Classes)
        {
            History = LearningHistory.Of(fit),
            HasEpochs = true,
        },
        _ => null,
    };
}
