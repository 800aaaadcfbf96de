using System.Text.Json;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Computes the figures about a clustering over the rows of all ranks. They are the same bits for any number of threads and ranks
/// and however the rows are divided among them: sums over rows are exact, and the silhouette's are in the order of the rows.
/// </summary>
internal sealed class ClusteringEvaluation
{
    private readonly LabelledTiles _tiles;
    private readonly CoreTeam _team;
    private readonly ICollective _collective;
    private readonly CancellationToken _cancellationToken;
    private readonly SortedDictionary<string, string> _reasons = new(StringComparer.Ordinal);

    private ClusteringEvaluation(LabelledTiles tiles, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        _tiles = tiles;
        _team = team;
        _collective = collective;
        _cancellationToken = cancellationToken;
    }

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
        CancellationToken cancellationToken) =>
        set == ClusteringMetricSet.None
            ? new ClusteringScores()
            : new ClusteringEvaluation(new LabelledTiles(rows, labels), team, collective, cancellationToken).Compute(set, seed);

    private ClusteringScores Compute(ClusteringMetricSet set, ulong seed)
    {
        var moments = ClusterMoments.Compute(_tiles, _team, _collective, _cancellationToken);
        ClusteringScores scores = Separation(moments);
        if (set == ClusteringMetricSet.All)
        {
            scores = WithSilhouette(scores, moments.RowCount, seed);
        }

        if (HasTruth())
        {
            scores = WithAgreement(scores);
        }

        return scores with { AbsentReasons = _reasons };
    }

    private ClusteringScores Separation(ClusterMoments moments)
    {
        if (moments.Degeneracy is { } reason)
        {
            LeaveOut(nameof(ClusteringScores.SilhouetteSquaredEuclidean), reason);
            LeaveOut(nameof(ClusteringScores.DaviesBouldin), reason);
            LeaveOut(nameof(ClusteringScores.CalinskiHarabasz), reason);
            return new ClusteringScores();
        }

        return new ClusteringScores
        {
            SilhouetteSquaredEuclidean = SquaredSilhouette.Mean(_tiles, moments, _team, _collective, _cancellationToken),
            DaviesBouldin = CentroidIndices.DaviesBouldin(moments, _team, _cancellationToken),
            CalinskiHarabasz = CentroidIndices.CalinskiHarabasz(moments),
        };
    }

    private ClusteringScores WithSilhouette(ClusteringScores scores, long rowCount, ulong seed)
    {
        var sample = RowSample.Draw(_tiles, rowCount, SilhouetteScorer.MaxRows, seed, _team, _collective, _cancellationToken);
        SilhouetteScores silhouettes = SilhouetteScorer.Score(sample, _team, _collective, _cancellationToken);
        if (silhouettes.AbsentReason is { } reason)
        {
            LeaveOut(nameof(ClusteringScores.Silhouette), reason);
            return scores;
        }

        return scores with
        {
            Silhouette = silhouettes.Mean,
            SilhouetteRows = silhouettes.Scores.Length,
            SilhouetteIsSampled = silhouettes.IsSampled,
        };
    }

    private ClusteringScores WithAgreement(ClusteringScores scores)
    {
        var contingency = Contingency.Count(_tiles, _team, _collective, _cancellationToken);
        bool canMatch = BestMatching.CanMatch(contingency);
        if (!canMatch)
        {
            LeaveOut(
                nameof(ClusteringScores.Accuracy),
                $"{contingency.ClusterTotals.Length} clusters and {contingency.ClassTotals.Length} distinct true labels are more "
                + $"than can be matched: their product must be at most {BestMatching.MaxCells}.");
        }

        return scores with
        {
            AdjustedRand = PairAgreement.AdjustedRand(contingency),
            NormalizedMutualInformation = PairAgreement.NormalizedMutualInformation(contingency),
            Accuracy = canMatch ? PairAgreement.MatchedAccuracy(contingency, _cancellationToken) : null,
        };
    }

    /// <summary>Whether rows have true labels; a rank without rows learns it from the others.</summary>
    private bool HasTruth()
    {
        long[] labelled = [_tiles.Rows.Segments.Count(segment => segment.Labels is not null)];
        _collective.Sum(labelled);
        return labelled[0] > 0;
    }

    private void LeaveOut(string property, string reason) =>
        _reasons[JsonNamingPolicy.CamelCase.ConvertName(property)] = reason;
}
