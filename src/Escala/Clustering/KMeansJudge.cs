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
        return Report(work, NearestPass.Run(work, centroids, labels), labels, metrics);
    }

    /// <summary>Computes inertia and scores of labels that the rows have.</summary>
    public static KMeansEvaluation EvaluateLabels(
        KMeansWork work, float[] centroids, RowLabels labels, ClusteringMetricSet metrics) =>
        Report(work, NearestPass.RunWithLabels(work, centroids, labels), labels, metrics);

    /// <summary>The scores of labelled rows.</summary>
    public static ClusteringScores Score(KMeansWork work, RowLabels labels, ClusteringMetricSet metrics) =>
        ClusteringEvaluation.Compute(
            work.Rows.Tiles, labels, metrics, work.Seed, work.Team, work.Collective, work.CancellationToken);

    private static KMeansEvaluation Report(KMeansWork work, NearestSummary summary, RowLabels labels, ClusteringMetricSet metrics) =>
        new()
        {
            Rows = work.Rows.RowCount,
            Inertia = summary.Inertia,
            ClusterSizes = summary.ClusterSizes,
            Scores = Score(work, labels, metrics),
        };
}
