using System.Text.Json;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Computes the figures about a clustering over the rows of all ranks. They are the same bits for any number of threads and ranks
/// and however the rows are divided among them: sums over rows are exact, and the silhouette's are in the order of the rows.
/// </summary>
internal static class ClusteringEvaluation
{
    /// <summary>Computes a set of figures; all ranks together.</summary>
    /// <param name="rows">
    /// This rank's rows: finite values, row numbers that no other row has. Their origin does not matter beyond what float32 has
    /// already rounded: differences are taken in double precision. True labels, where there are any, on all rows of all ranks.
    /// </param>
    /// <param name="labels">The cluster of every row, none missing.</param>
    /// <param name="set">The figures; those against true labels only where the rows have them.</param>
    /// <param name="seed">The seed of the job, which decides the silhouette's sample.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    public static ClusteringScores Compute(
        RowTiles rows,
        RowLabels labels,
        ClusteringMetricSet set,
        ulong seed,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        if (set == ClusteringMetricSet.None)
        {
            return new ClusteringScores();
        }

        var tiles = new LabelledTiles(rows, labels);
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var moments = ClusterMoments.Compute(tiles, team, collective, cancellationToken);
        ClusteringScores scores = Separation(tiles, moments, reasons, team, collective, cancellationToken);
        if (set == ClusteringMetricSet.All)
        {
            scores = WithSilhouette(scores, tiles, moments.RowCount, reasons, seed, team, collective, cancellationToken);
        }

        if (HasTruth(rows, collective))
        {
            scores = WithAgreement(scores, Contingency.Count(tiles, team, collective, cancellationToken), reasons, cancellationToken);
        }

        return scores with { AbsentReasons = reasons };
    }

    private static ClusteringScores Separation(
        LabelledTiles tiles,
        ClusterMoments moments,
        SortedDictionary<string, string> reasons,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        if (moments.Degeneracy is { } reason)
        {
            reasons[Name(nameof(ClusteringScores.SilhouetteSquaredEuclidean))] = reason;
            reasons[Name(nameof(ClusteringScores.DaviesBouldin))] = reason;
            reasons[Name(nameof(ClusteringScores.CalinskiHarabasz))] = reason;
            return new ClusteringScores();
        }

        return new ClusteringScores
        {
            SilhouetteSquaredEuclidean = SquaredSilhouette.Mean(tiles, moments, team, collective, cancellationToken),
            DaviesBouldin = CentroidIndices.DaviesBouldin(moments, team, cancellationToken),
            CalinskiHarabasz = CentroidIndices.CalinskiHarabasz(moments),
        };
    }

    private static ClusteringScores WithSilhouette(
        ClusteringScores scores,
        LabelledTiles tiles,
        long rowCount,
        SortedDictionary<string, string> reasons,
        ulong seed,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        var sample = RowSample.Draw(tiles, rowCount, SilhouetteScorer.MaxRows, seed, team, collective, cancellationToken);
        SilhouetteScores silhouettes = SilhouetteScorer.Score(sample, team, collective, cancellationToken);
        if (silhouettes.AbsentReason is { } reason)
        {
            reasons[Name(nameof(ClusteringScores.Silhouette))] = reason;
            return scores;
        }

        return scores with
        {
            Silhouette = silhouettes.Mean,
            SilhouetteRows = silhouettes.Scores.Length,
            SilhouetteIsSampled = silhouettes.IsSampled,
        };
    }

    private static ClusteringScores WithAgreement(
        ClusteringScores scores,
        Contingency contingency,
        SortedDictionary<string, string> reasons,
        CancellationToken cancellationToken)
    {
        bool canMatch = BestMatching.CanMatch(contingency);
        if (!canMatch)
        {
            reasons[Name(nameof(ClusteringScores.Accuracy))] =
                $"{contingency.ClusterTotals.Length} clusters and {contingency.ClassTotals.Length} distinct true labels are more "
                + $"than can be matched: their product must be at most {BestMatching.MaxCells}.";
        }

        return scores with
        {
            AdjustedRand = PairAgreement.AdjustedRand(contingency),
            NormalizedMutualInformation = PairAgreement.NormalizedMutualInformation(contingency),
            Accuracy = canMatch ? PairAgreement.MatchedAccuracy(contingency, cancellationToken) : null,
        };
    }

    /// <summary>Whether rows have true labels; a rank without rows learns it from the others.</summary>
    private static bool HasTruth(RowTiles rows, ICollective collective)
    {
        long[] labelled = [rows.Segments.Count(segment => segment.Labels is not null)];
        collective.Sum(labelled);
        return labelled[0] > 0;
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
