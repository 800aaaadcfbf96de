using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>Judges centroids by rows.</summary>
internal static class KMeansJudge
{
    /// <summary>Labels the rows and computes inertia and scores.</summary>
    public static KMeansEvaluation Evaluate(KMeansWork work, float[] centroids, int clusters, ClusteringMetricSet metrics)
    {
        using var labels = new RowLabels(work.Rows.Tiles, clusters);
        NearestSummary summary = NearestPass.Run(work, centroids, labels);
        return new KMeansEvaluation
        {
            Rows = work.Rows.RowCount,
            Inertia = summary.Inertia,
            ClusterSizes = summary.ClusterSizes,
            Scores = ClusteringEvaluation.Compute(
                work.Rows.Tiles, labels, metrics, work.Seed, work.Team, work.Collective, work.CancellationToken),
        };
    }
}
