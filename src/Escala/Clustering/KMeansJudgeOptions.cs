using Escala.Metrics;

namespace Escala.Clustering;

/// <summary>How a clustering by another system is judged. It travels as the input files of <see cref="KMeansJudgeLabels"/>.</summary>
public sealed record KMeansJudgeOptions
{
    /// <summary>The number of clusters, at least 1.</summary>
    public required int Clusters { get; init; }

    /// <summary>Whether each feature is divided by its standard deviation first. Default false.</summary>
    public bool Standardize { get; init; }

    /// <summary>The seed of the rows that a sampled score is computed on. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which scores are computed. Default: all but the silhouette.</summary>
    public ClusteringMetricSet Metrics { get; init; } = ClusteringMetricSet.Default;
}
