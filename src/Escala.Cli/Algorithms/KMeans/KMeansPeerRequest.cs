namespace Escala.Cli.Algorithms.KMeans;

/// <summary>What a peer's K-means is asked to do.</summary>
internal sealed record KMeansPeerRequest
{
    /// <summary>The name of the file of labels.</summary>
    public const string LabelsName = "labels.npy";

    /// <summary>The name of the file of centroids.</summary>
    public const string CentroidsName = "centroids.npy";

    /// <summary>The training rows: NPY, float32 (rows, features), in the units of the data.</summary>
    public required string Rows { get; init; }

    /// <summary>Their weights: NPY, float32 (rows, 1); null where every row weighs 1.</summary>
    public string? Weights { get; init; }

    /// <summary>The first centroids of every restart: NPY, float64 (restarts x clusters, features), in the units of the data.</summary>
    public required string Starts { get; init; }

    /// <summary>The number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>The number of restarts.</summary>
    public required int Restarts { get; init; }

    /// <summary>The most iterations of a restart.</summary>
    public required int MaxIterations { get; init; }

    /// <summary>The tolerance, relative to the mean variance of the features.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Whether each feature is divided by its standard deviation first.</summary>
    public required bool Standardize { get; init; }

    /// <summary>The threads it may use; 1 puts it on one processor.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the labels go: NPY, int32 (rows).</summary>
    public required string Labels { get; init; }

    /// <summary>Where the centroids go: NPY, float64 (clusters, features), in the units of the data.</summary>
    public required string Centroids { get; init; }
}
