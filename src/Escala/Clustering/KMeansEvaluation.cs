using Escala.Metrics;

namespace Escala.Clustering;

/// <summary>How well centroids fit some rows.</summary>
public sealed record KMeansEvaluation
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The sum of weight x squared distance to the nearest centroid, over the prepared rows.</summary>
    public required double Inertia { get; init; }

    /// <summary>The number of rows in each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>The scores.</summary>
    public required ClusteringScores Scores { get; init; }
}
