namespace Escala.Clustering;

/// <summary>What a <see cref="NearestPass"/> found over all ranks.</summary>
/// <param name="Inertia">The sum of weight x squared distance to the nearest centroid.</param>
/// <param name="ClusterSizes">The number of rows per cluster.</param>
internal sealed record NearestSummary(double Inertia, long[] ClusterSizes);
