using Escala.Metrics;

namespace Escala.Clustering;

/// <summary>How a model is judged. The model travels as the input file <see cref="KMeansPredict.ModelFile"/>.</summary>
public sealed record KMeansEvaluateOptions
{
    /// <summary>Which scores are computed. Default: all but the silhouette.</summary>
    public ClusteringMetricSet Metrics { get; init; } = ClusteringMetricSet.Default;

    /// <summary>The seed of the rows that a sampled score is computed on. Default 0.</summary>
    public ulong Seed { get; init; }
}
