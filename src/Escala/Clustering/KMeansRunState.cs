namespace Escala.Clustering;

/// <summary>Where a run stands between two iterations.</summary>
/// <param name="LabelCentroids">The centroids that the rows' labels belong to, row-major (clusters, features), among the prepared rows.</param>
/// <param name="Centroids">The centroids that the next iteration begins with.</param>
/// <param name="History">The inertia at the start of each iteration so far.</param>
internal sealed record KMeansRunState(float[] LabelCentroids, float[] Centroids, List<double> History);
