namespace Escala.Clustering;

/// <summary>How good a clustering by another system is, by the same code that judges Escala's own.</summary>
public sealed record KMeansJudgement
{
    /// <summary>
    /// The training rows with the labels that were given: the inertia is that to the labels' centroids, whether or not these are
    /// the nearest.
    /// </summary>
    public required KMeansEvaluation Training { get; init; }

    /// <summary>The rows kept for testing, each with its nearest centroid; null when there are none.</summary>
    public KMeansEvaluation? Test { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>As <see cref="KMeansFitResult.CentroidsDigest"/>, of the centroids as float32 among the prepared rows.</summary>
    public required string CentroidsDigest { get; init; }

    /// <summary>As <see cref="KMeansFitResult.LabelsDigest"/>.</summary>
    public required string LabelsDigest { get; init; }
}
