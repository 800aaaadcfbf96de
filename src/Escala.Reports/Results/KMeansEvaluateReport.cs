using Escala.Clustering;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>evaluate</c> answers for a model of K-means.</summary>
internal sealed record KMeansEvaluateReport : EvaluateReport
{
    /// <summary>How well the model fits the rows.</summary>
    public required MetricsReport Metrics { get; init; }

    /// <summary>The rows of each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>Makes the report of an evaluation.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="data">The data as reported.</param>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public static KMeansEvaluateReport Of(string model, DataReport data, DataPlan plan, JobResult<KMeansEvaluation> job)
    {
        var report = new KMeansEvaluateReport
        {
            Rows = job.Result.Rows,
            Data = data,
            Metrics = MetricsReport.Of(job.Result.Inertia, job.Result.Scores),
            ClusterSizes = job.Result.ClusterSizes,
            Model = model,
        };
        return Measured(report, plan, job);
    }
}
