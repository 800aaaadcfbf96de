using Escala.Boosting;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>predict</c> answers for a model of XGBoost.</summary>
internal sealed record XGBoostPredictReport : PredictReport
{
    /// <summary>The rows predicted to be of each class, by the classes' names; null for regression and ranking.</summary>
    public IReadOnlyDictionary<string, long>? ClassRows { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public XGBoostPredictReport With(DataPlan plan, JobResult<XGBoostPredictResult> job) => Measured(this, plan, job);
}
