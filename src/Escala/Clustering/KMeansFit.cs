using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Escala.Clustering.Initialization;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
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
        using var team = new CoreTeam(rank.Threads);
        using LoadedRows loaded = LoadedRows.Load(rank, team, keepsTestApart: true, cancellationToken);
        KMeansWork work;
        KMeansRun run;
        using (rank.Reporter.BeginPhase(Phase.Prepare))
        {
            PreparedRows rows = PreparedRows.Fit(
                loaded.Training, rank.Data.Plan.Features, options.Standardize, team, rank.Collective);
            work = new KMeansWork(rows, rank.Kernels, team, rank.Collective, options.Seed, cancellationToken);
            RequireWeights(work);
            InitialCentroids.RequireDistinctRows(work, options.Clusters);
            run = new KMeansRun(work, options, rank.Data.Plan.Weights is not null, rank.Reporter);
        }

        using var labels = new RowLabels(loaded.Training, options.Clusters);
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
                DroppedRows = TotalDropped(rank),
                Scores = Score(options, work, labels),
                Test = Test(options, rank, work, loaded.Test, best.Centroids),
                CentroidsDigest = Digest(best.Centroids, work.Rows.Scaler),
                LabelsDigest = LabelsDigest.Compute(loaded.Training, labels, rank.Collective),
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

    private static ClusteringScores Score(KMeansOptions options, KMeansWork work, RowLabels labels) =>
        ClusteringEvaluation.Compute(
            work.Rows.Tiles, labels, options.Metrics, options.Seed, work.Team, work.Collective, work.CancellationToken);

    private static KMeansEvaluation? Test(
        KMeansOptions options, RankContext rank, KMeansWork work, RowTiles tiles, float[] centroids)
    {
        if (rank.Data.Plan.Selection.TestThreshold == 0)
        {
            return null;
        }

        PreparedRows rows = PreparedRows.Apply(tiles, rank.Data.Plan.Features, work.Rows.Scaler, work.Team, work.Collective);
        return KMeansJudge.Evaluate(work with { Rows = rows }, centroids, options.Clusters, options.Metrics);
    }

    private static void RequireWeights(KMeansWork work)
    {
        if (work.Rows.LargestWeight == 0)
        {
            throw new DatasetException("All weights are zero. At least one row must weigh more; check the column given with --weights.");
        }
    }

    private static long TotalDropped(RankContext rank)
    {
        long[] dropped = [rank.Data.Counts.Dropped];
        rank.Collective.Sum(dropped);
        return dropped[0];
    }

    private static string Digest(float[] centroids, FeatureScaler scaler) =>
        Convert.ToHexStringLower(
            SHA256.HashData(MemoryMarshal.AsBytes<float>(new float[][] { centroids, scaler.Offsets, scaler.Factors }.SelectMany(x => x).ToArray())));
}
