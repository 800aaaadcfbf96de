namespace Escala.Metrics;

/// <summary>Which figures about a clustering are computed beside its inertia.</summary>
public enum ClusteringMetricSet
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Those whose cost grows with the rows: squared Euclidean silhouette, Davies-Bouldin, Calinski-Harabasz and, where the true
    /// labels are known, adjusted Rand, normalised mutual information and accuracy.
    /// </summary>
    Default,

    /// <summary>The default ones and the silhouette, whose cost grows with the square of the rows (of at most 20,000 of them).</summary>
    All,
}
