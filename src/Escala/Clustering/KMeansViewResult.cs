namespace Escala.Clustering;

/// <summary>Some training rows with their clusters: what plots of clusters and silhouettes are made of.</summary>
public sealed record KMeansViewResult
{
    /// <summary>The global row numbers, ascending.</summary>
    public required IReadOnlyList<long> RowNumbers { get; init; }

    /// <summary>The rows as they were read, row-major (rows, features), in the units of the data.</summary>
    public required IReadOnlyList<float> Values { get; init; }

    /// <summary>The same rows as they are clustered: centred, and scaled where the model standardises.</summary>
    public required IReadOnlyList<float> PreparedValues { get; init; }

    /// <summary>The 0-based cluster of each row.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>
    /// The silhouette of each row, -1 to 1, with Euclidean distances between prepared rows, among all training rows or the 20,000
    /// that the score is computed on; null where silhouettes are not defined.
    /// </summary>
    public IReadOnlyList<double>? Silhouettes { get; init; }

    /// <summary>Why silhouettes are not defined; null where they are.</summary>
    public string? AbsentReason { get; init; }
}
