using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>The operator that trains K-means.</summary>
public sealed class KMeansFit : IOperator<KMeansOptions, KMeansFitResult>
{
    /// <inheritdoc/>
    public static OperatorContract<KMeansOptions, KMeansFitResult> Contract { get; } =
        new("kmeans-fit", 1, KMeansJson.Default.KMeansOptions, KMeansJson.Default.KMeansFitResult);

    /// <inheritdoc/>
    public KMeansFitResult Run(KMeansOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        using KMeansRows rows = KMeansRows.Load(options, rank, cancellationToken);
        KMeansWork work = rows.Work;
        KMeansRun run;
        using (rank.Reporter.BeginPhase(Phase.Prepare))
        {
            run = new KMeansRun(work, options, rank.Data.Plan.Weights is not null, rank.Reporter);
        }

        using var labels = new RowLabels(rows.Training, options.Clusters);
        (KMeansRunResult best, List<double> inertias) = RunAll(run, options, rank, work, labels);
        using (rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            return new KMeansFitResult
            {
                Scaler = work.Rows.Scaler,
                PreparedCentroids = best.Centroids,
                Inertia = best.Inertia,
                Iterations = best.History.Count,
                StopReason = best.StopReason,
                History = best.History,
                RestartInertias = inertias,
                ClusterSizes = best.ClusterSizes,
                Rows = work.Rows.RowCount,
                DroppedRows = rows.TotalDropped(),
                Scores = KMeansJudge.Score(work, labels, options.Metrics),
                Test = rows.TestWork() is { } test
                    ? KMeansJudge.Evaluate(test, best.Centroids, options.Clusters, options.Metrics)
                    : null,
                CentroidsDigest = CentroidsDigest.Compute(best.Centroids, work.Rows.Scaler),
                LabelsDigest = LabelsDigest.Compute(rows.Training, labels, rank.Collective),
            };
        }
    }

    /// <summary>Runs from every start and keeps the first of the lowest inertia, with its labels.</summary>
    private static (KMeansRunResult Best, List<double> Inertias) RunAll(
        KMeansRun run, KMeansOptions options, RankContext rank, KMeansWork work, RowLabels labels)
    {
        KMeansRunResult? best = null;
        var inertias = new List<double>();
        for (int restart = 0; restart < options.Restarts; restart++)
        {
            KMeansRunResult result = run.Run(restart, labels);
            inertias.Add(result.Inertia);
            best = best is null || result.Inertia < best.Inertia ? result : best;
        }

        // The labels in memory are those of the last run.
        if (inertias.IndexOf(best!.Inertia) != inertias.Count - 1)
        {
            using IDisposable phase = rank.Reporter.BeginPhase(Phase.Fit);
            NearestPass.Run(work, best.Centroids, labels);
        }

        return (best, inertias);
    }
}
