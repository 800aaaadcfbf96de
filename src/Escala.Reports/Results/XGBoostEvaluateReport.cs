using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Reports.Results;

/// <summary>What <c>evaluate</c> answers for a model of XGBoost.</summary>
internal sealed record XGBoostEvaluateReport : EvaluateReport
{
    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How good the predictions are, in figures.</summary>
    public required XGBoostMetricsReport Metrics { get; init; }

    /// <summary>The same with its curves and its confusion matrix.</summary>
    public required PredictionScores Scores { get; init; }

    /// <summary>Two classes at the threshold that the model's validation rows chose; null where there is none.</summary>
    public ThresholdScores? ChosenThreshold { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public XGBoostEvaluateReport With(DataPlan plan, JobResult<XGBoostEvaluation> job) => Measured(this, plan, job);
}
