using System.Collections.ObjectModel;

namespace Escala.Metrics;

/// <summary>
/// How good a clustering is. A figure is null when it was not asked for or when it is not defined for these rows; in the second
/// case <see cref="AbsentReasons"/> says why. <see cref="ClusteringMetrics"/> documents each figure's formula. Weights of rows do
/// not count in any of them.
/// </summary>
public sealed record ClusteringScores
{
    /// <summary>The mean silhouette with Euclidean distances, -1 to 1, higher is better.</summary>
    public double? Silhouette { get; init; }

    /// <summary>The number of rows that <see cref="Silhouette"/> was computed on; null when it is absent.</summary>
    public long? SilhouetteRows { get; init; }

    /// <summary>Whether those rows are a sample, scored within itself; null when <see cref="Silhouette"/> is absent.</summary>
    public bool? SilhouetteIsSampled { get; init; }

    /// <summary>The mean silhouette with squared Euclidean distances over all rows, -1 to 1, higher is better.</summary>
    public double? SilhouetteSquaredEuclidean { get; init; }

    /// <summary>The Davies-Bouldin index, at least 0, lower is better.</summary>
    public double? DaviesBouldin { get; init; }

    /// <summary>The Calinski-Harabasz index, at least 0, higher is better.</summary>
    public double? CalinskiHarabasz { get; init; }

    /// <summary>The adjusted Rand index against the true labels, at most 1, 0 on average for random labels, higher is better.</summary>
    public double? AdjustedRand { get; init; }

    /// <summary>The normalised mutual information with the true labels, 0 to 1, higher is better.</summary>
    public double? NormalizedMutualInformation { get; init; }

    /// <summary>The share of rows that agree with the true labels under the best one-to-one matching, 0 to 1, higher is better.</summary>
    public double? Accuracy { get; init; }

    /// <summary>
    /// For each figure that was asked for and is not defined, by its name in JSON (<c>daviesBouldin</c>), one sentence why. Empty
    /// when there is none.
    /// </summary>
    public IReadOnlyDictionary<string, string> AbsentReasons { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
