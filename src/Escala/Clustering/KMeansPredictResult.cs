namespace Escala.Clustering;

/// <summary>What labelling rows gave, beside the files of labels.</summary>
public sealed record KMeansPredictResult
{
    /// <summary>The number of rows that were labelled.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }

    /// <summary>The number of rows in each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }
}
