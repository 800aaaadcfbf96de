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
        KMeansRestarts restarts;
        using (rank.Reporter.BeginPhase(Phase.Prepare))
        {
            var run = new KMeansRun(work, options, rank.Data.Plan.Weights is not null, rank.Reporter);
            restarts = new KMeansRestarts(run, rank, Begin(options, rank, work));
        }

        using var labels = new RowLabels(rows.Training, options.Clusters);
        KMeansRunResult best = restarts.Run(work, labels);
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
                RestartInertias = restarts.Inertias,
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

    /// <summary>The fit as a checkpoint would have it before it began, or what the driver sent along to resume from.</summary>
    private static KMeansCheckpoint Begin(KMeansOptions options, RankContext rank, KMeansWork work)
    {
        var now = new KMeansCheckpoint
        {
            Options = options,
            Features = [.. rank.Data.Plan.Features.Select(feature => feature.Name)],
            Rows = work.Rows.RowCount,
            Scaler = work.Rows.Scaler,
            RestartInertias = [],
        };
        if (!rank.Reporter.HasInputFile(KMeansCheckpoint.InputFile))
        {
            return now;
        }

        KMeansCheckpoint checkpoint = KMeansCheckpoint.Load(rank.Reporter.InputFile(KMeansCheckpoint.InputFile));
        checkpoint.RequireSame(now);
        return checkpoint with { Options = options };
    }
}
