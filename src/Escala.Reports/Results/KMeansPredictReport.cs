using Escala.Clustering;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>predict</c> answers for a model of K-means.</summary>
internal sealed record KMeansPredictReport : PredictReport
{
    /// <summary>The rows of each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public KMeansPredictReport With(DataPlan plan, JobResult<KMeansPredictResult> job) => Measured(this, plan, job);
}
