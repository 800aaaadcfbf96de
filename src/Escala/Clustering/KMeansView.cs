using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// The operator that shows a model's clusters by some rows: those training rows whose hash of seed and row number is smallest,
/// which is a uniform choice and the same on every engine. They are among the rows that the silhouette is computed on.
/// </summary>
public sealed class KMeansView : IOperator<KMeansViewOptions, KMeansViewResult>
{
    /// <inheritdoc/>
    public static OperatorContract<KMeansViewOptions, KMeansViewResult> Contract { get; } =
        new("kmeans-view", 1, KMeansJson.Default.KMeansViewOptions, KMeansJson.Default.KMeansViewResult);

    /// <inheritdoc/>
    public KMeansViewResult Run(KMeansViewOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        options.Validate();
        KMeansModel model = KMeansModel.Load(rank.Reporter.InputFile(KMeansPredict.ModelFile));
        using var team = new CoreTeam(rank.Threads);
        using LoadedRows loaded = LoadedRows.Load(rank, team, keepsTestApart: true, cancellationToken);
        RowTiles tiles = loaded.Training;
        using var labels = new RowLabels(tiles, model.ClusterCount);
        using (rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            // The values as they were read have to be taken first: rows are prepared in place.
            long[] count = [tiles.RowCount];
            rank.Collective.Sum(count);
            RowSample chosen = Draw(options.Rows, count[0]);
            PreparedRows rows = PreparedRows.Apply(tiles, model.Features, model.Fit.Scaler, team, rank.Collective);
            var work = new KMeansWork(rows, rank.Kernels, team, rank.Collective, options.Seed, cancellationToken);
            NearestPass.Run(work, model.Fit.PreparedCentroids, labels);
            RowSample scored = Draw(SilhouetteScorer.MaxRows, count[0]);
            return View(chosen, scored, SilhouetteScorer.Score(scored, team, rank.Collective, cancellationToken));
        }

        RowSample Draw(int size, long rowCount) => RowSample.Draw(
            new LabelledTiles(tiles, labels), rowCount, size, options.Seed, team, rank.Collective, cancellationToken);
    }

    /// <summary>Finds the chosen rows among those scored, of which they are the ones with the smallest hashes.</summary>
    private static KMeansViewResult View(RowSample chosen, RowSample scored, SilhouetteScores silhouettes)
    {
        int[] places = [.. chosen.RowNumbers.Select(number => Array.BinarySearch(scored.RowNumbers, number))];
        int features = scored.FeatureCount;
        return new KMeansViewResult
        {
            RowNumbers = chosen.RowNumbers,
            Values = chosen.Rows,
            PreparedValues = [.. places.SelectMany(place => scored.Rows[(place * features)..((place + 1) * features)])],
            Labels = [.. places.Select(place => scored.Labels[place])],
            Silhouettes = silhouettes.AbsentReason is null ? [.. places.Select(place => silhouettes.Scores[place])] : null,
            AbsentReason = silhouettes.AbsentReason,
        };
    }
}
