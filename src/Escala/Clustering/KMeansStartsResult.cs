using Escala.Data;

namespace Escala.Clustering;

/// <summary>The first centroids of every restart.</summary>
public sealed record KMeansStartsResult
{
    /// <summary>How rows are prepared before distances are taken.</summary>
    public required FeatureScaler Scaler { get; init; }

    /// <summary>Per restart the centroids among the prepared rows, row-major (clusters, features).</summary>
    public required IReadOnlyList<float[]> PreparedCentroids { get; init; }
}
