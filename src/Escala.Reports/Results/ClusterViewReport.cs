namespace Escala.Reports.Results;

/// <summary>Rows drawn by the seed, with their clusters: what plots of clusters and silhouettes are made of.</summary>
internal sealed record ClusterViewReport
{
    /// <summary>The run that the clusters are of, by its name.</summary>
    public required string Run { get; init; }

    /// <summary>The global row numbers, ascending; at most 2,000.</summary>
    public required IReadOnlyList<long> RowNumbers { get; init; }

    /// <summary>Row-major (rows, features), in the units of the data.</summary>
    public required IReadOnlyList<float> Values { get; init; }

    /// <summary>The same rows as they were clustered: centred, and scaled where they were standardised.</summary>
    public required IReadOnlyList<float> PreparedValues { get; init; }

    /// <summary>The cluster of each row.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The silhouette of each row within the rows it was computed on, -1 to 1; null where there is none.</summary>
    public IReadOnlyList<double>? Silhouettes { get; init; }

    /// <summary>The centroids, row-major (clusters, features), in the units of the data.</summary>
    public required IReadOnlyList<double> Centroids { get; init; }

    /// <summary>The centroids as they were learned, in the units of <see cref="PreparedValues"/>.</summary>
    public required IReadOnlyList<float> PreparedCentroids { get; init; }
}
