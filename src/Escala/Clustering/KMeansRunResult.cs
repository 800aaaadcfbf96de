namespace Escala.Clustering;

/// <summary>What one run found.</summary>
/// <param name="Centroids">Row-major (clusters, features), among the prepared rows.</param>
/// <param name="Inertia">The inertia of the final pass.</param>
/// <param name="ClusterSizes">The rows per cluster in the final pass.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="History">The inertia at the start of each iteration.</param>
internal sealed record KMeansRunResult(
    float[] Centroids, double Inertia, long[] ClusterSizes, KMeansStopReason StopReason, List<double> History);
