using Escala.Data;
using Escala.Metrics;

namespace Escala.Clustering;

/// <summary>What a fit of K-means learned. Labels, centroids and inertia come from the same final pass over the rows.</summary>
public sealed record KMeansFitResult
{
    /// <summary>How rows are prepared before distances are taken.</summary>
    public required FeatureScaler Scaler { get; init; }

    /// <summary>The centroids among the prepared rows, row-major (clusters, features).</summary>
    public required float[] PreparedCentroids { get; init; }

    /// <summary>The sum of weight x squared distance to the nearest centroid, over the prepared training rows.</summary>
    public required double Inertia { get; init; }

    /// <summary>The iterations of the run that was kept.</summary>
    public required int Iterations { get; init; }

    /// <summary>Why that run ended.</summary>
    public required KMeansStopReason StopReason { get; init; }

    /// <summary>The inertia at the start of each iteration of that run, the first one being that of the initial centroids.</summary>
    public required IReadOnlyList<double> History { get; init; }

    /// <summary>The final inertia of each run, in order.</summary>
    public required IReadOnlyList<double> RestartInertias { get; init; }

    /// <summary>The number of training rows in each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>The number of training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The scores of the training rows.</summary>
    public required ClusteringScores Scores { get; init; }

    /// <summary>The same for the rows kept for testing; null when there are none.</summary>
    public KMeansEvaluation? Test { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>SHA-256 of the bytes of <see cref="PreparedCentroids"/> followed by those of the scaler, in hexadecimal.</summary>
    public required string CentroidsDigest { get; init; }

    /// <summary>SHA-256 of the training rows' labels as 32-bit integers in the order of the rows, in hexadecimal.</summary>
    public required string LabelsDigest { get; init; }
}
