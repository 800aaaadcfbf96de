using Escala.Clustering;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>predict</c> answers, beside the file it wrote.</summary>
internal sealed record PredictReport : JobReport
{
    /// <summary>The rows of each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>The file of labels.</summary>
    public required string Out { get; init; }

    /// <summary>Its size.</summary>
    public required long OutBytes { get; init; }

    /// <summary>The columns of the data in it.</summary>
    public required IReadOnlyList<string> Keep { get; init; }

    /// <summary>The time it took to write it, after the job, in seconds.</summary>
    public required double WriteSeconds { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public PredictReport With(DataPlan plan, JobResult<KMeansPredictResult> job) => Measured(this, plan, job);
}
