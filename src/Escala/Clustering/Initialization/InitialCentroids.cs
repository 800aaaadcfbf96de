using Escala.Data;
using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>Chooses the first centroids of runs over the same rows.</summary>
internal sealed class InitialCentroids(KMeansWork work, KMeansOptions options)
{
    private NearestDistances? _distances;

    /// <summary>Chooses the centroids among the prepared rows.</summary>
    /// <param name="restart">The 0-based run.</param>
    /// <returns>Row-major (clusters, features), the same on every rank.</returns>
    public float[] Choose(int restart) => options.Initialization switch
    {
        KMeansInitialization.KMeansParallel => KMeansParallel.Choose(work, options, Distances, (ulong)restart),
        KMeansInitialization.KMeansPlusPlus => GreedyPlusPlus.Choose(work, options.Clusters, Distances, (ulong)restart),
        KMeansInitialization.Random => RandomRows.Choose(work, options.Clusters, (ulong)restart),
        _ => Prepare(options.InitialCentroids!, work.Rows.Scaler),
    };

    /// <summary>Made when first needed, then kept for the further runs.</summary>
    private NearestDistances Distances => _distances ??= new NearestDistances(work);

    /// <summary>Refuses rows that cannot fill the clusters.</summary>
    /// <exception cref="DatasetException">Fewer distinct rows of a weight above 0 than clusters.</exception>
    public static void RequireDistinctRows(KMeansWork work, int clusters)
    {
        int features = work.FeatureCount;
        var distinct = new DistinctRows(features);
        var buffer = new float[features];
        foreach (TileSegment segment in work.Rows.Tiles.Segments)
        {
            work.CancellationToken.ThrowIfCancellationRequested();
            for (int row = 0; row < segment.RowCount && distinct.Count < clusters; row++)
            {
                if (segment.Weights is null || segment.Weights[row] > 0)
                {
                    segment.CopyRow(row, buffer);
                    distinct.Add(buffer);
                }
            }
        }

        foreach (float[] others in work.Collective.Gather<float>(distinct.ToArray()))
        {
            for (int start = 0; start < others.Length && distinct.Count < clusters; start += features)
            {
                distinct.Add(others.AsSpan(start, features));
            }
        }

        if (distinct.Count < clusters)
        {
            throw new DatasetException(
                $"The data have {distinct.Count} distinct {(distinct.Count == 1 ? "row" : "rows")} with a weight above 0 among "
                + $"{work.Rows.RowCount}, too few for {clusters} clusters. Ask for at most {distinct.Count}.");
        }
    }

    private static float[] Prepare(IReadOnlyList<double[]> centroids, FeatureScaler scaler)
    {
        var prepared = new float[centroids.Count * scaler.FeatureCount];
        for (int i = 0; i < prepared.Length; i++)
        {
            int feature = i % scaler.FeatureCount;
            prepared[i] = scaler.Prepare(centroids[i / scaler.FeatureCount][feature], feature);
        }

        return prepared;
    }
}
