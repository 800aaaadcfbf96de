using Escala.Engines;

namespace Escala.Metrics;

/// <summary>
/// How good a clustering is, for rows and labels in memory. Labels are any integers and told apart by value. Weights do not exist
/// here: every row counts once. All computation is in double precision; the results do not depend on the number of threads.
/// </summary>
/// <remarks>
/// The figures that compare clusters are not defined when fewer than 2 clusters have rows, nor when every row is a cluster of its
/// own; they are then null (scikit-learn throws).
/// </remarks>
public static class ClusteringMetrics
{
    /// <summary>
    /// The mean silhouette with Euclidean distances (scikit-learn <c>silhouette_score</c>; Rousseeuw, 1987). Of a row:
    /// (b - a) / max(a, b), where a is its mean distance to the other rows of its cluster, b the least mean distance to the rows
    /// of another cluster; 0 for the only row of its cluster. From -1 to 1, higher is better. O(rows^2 x features).
    /// </summary>
    /// <param name="rows">The rows, row-major (rows, features), finite.</param>
    /// <param name="features">The number of features, at least 1.</param>
    /// <param name="labels">The cluster of each row.</param>
    /// <param name="maxRows">
    /// Of more rows than this, a sample of this size is scored within itself (scikit-learn <c>sample_size</c>). Default 20,000; at
    /// least 2.
    /// </param>
    /// <param name="seed">Decides the sample: its rows are those with the smallest hash of seed and row. Default 0.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The mean, or null where it is not defined.</returns>
    /// <exception cref="ArgumentException">An argument is out of its range, or the lengths do not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double? Silhouette(
        ReadOnlySpan<float> rows,
        int features,
        ReadOnlySpan<int> labels,
        int maxRows = SilhouetteScorer.MaxRows,
        ulong seed = 0,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        if (maxRows < 2)
        {
            throw new ArgumentException(
                $"maxRows of {Owner(nameof(Silhouette))} must be at least 2, but was {maxRows}. Pass the size of the sample to score.");
        }

        using var arrays = new LabelledArrays(Owner(nameof(Silhouette)), rows, features, labels, threads);
        var solo = new SoloCollective();
        var sample = RowSample.Draw(arrays.Tiles, arrays.RowCount, maxRows, seed, arrays.Team, solo, cancellationToken);
        return SilhouetteScorer.Score(sample, arrays.Team, solo, cancellationToken).Mean;
    }

    /// <summary>
    /// The mean silhouette with squared Euclidean distances (Spark <c>ClusteringEvaluator</c>'s default), over all rows: as
    /// <see cref="Silhouette"/>, with the mean squared distance in place of the mean distance. From -1 to 1, higher is better;
    /// usually well above the silhouette of the same clustering. O(rows x clusters x features).
    /// </summary>
    /// <inheritdoc cref="DaviesBouldin"/>
    public static double? SilhouetteSquaredEuclidean(
        ReadOnlySpan<float> rows,
        int features,
        ReadOnlySpan<int> labels,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        using var arrays = new LabelledArrays(Owner(nameof(SilhouetteSquaredEuclidean)), rows, features, labels, threads);
        ClusterMoments moments = MomentsOf(arrays, cancellationToken);
        return moments.Degeneracy is null
            ? SquaredSilhouette.Mean(arrays.Tiles, moments, arrays.Team, new SoloCollective(), cancellationToken)
            : null;
    }

    /// <summary>
    /// The Davies-Bouldin index (scikit-learn <c>davies_bouldin_score</c>; Davies and Bouldin, 1979): the mean over clusters i of
    /// max over j of (s_i + s_j) / d_ij, where s is the mean distance of a cluster's rows to their mean, and d the distance of two
    /// means. At least 0, lower is better. O(rows x features + clusters^2 x features).
    /// </summary>
    /// <param name="rows">The rows, row-major (rows, features), finite.</param>
    /// <param name="features">The number of features, at least 1.</param>
    /// <param name="labels">The cluster of each row.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The figure, or null where it is not defined.</returns>
    /// <exception cref="ArgumentException">An argument is out of its range, or the lengths do not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double? DaviesBouldin(
        ReadOnlySpan<float> rows,
        int features,
        ReadOnlySpan<int> labels,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        using var arrays = new LabelledArrays(Owner(nameof(DaviesBouldin)), rows, features, labels, threads);
        ClusterMoments moments = MomentsOf(arrays, cancellationToken);
        return moments.Degeneracy is null ? CentroidIndices.DaviesBouldin(moments, arrays.Team, cancellationToken) : null;
    }

    /// <summary>
    /// The Calinski-Harabasz index (scikit-learn <c>calinski_harabasz_score</c>; Calinski and Harabasz, 1974):
    /// (B / (k - 1)) / (W / (n - k)) for n rows and k clusters, where W is the sum of squared distances of the rows to their
    /// cluster's mean, B that of the clusters' means to the mean of all rows, times their rows. At least 0, higher is better; 1
    /// when W is 0. O(rows x features).
    /// </summary>
    /// <inheritdoc cref="DaviesBouldin"/>
    public static double? CalinskiHarabasz(
        ReadOnlySpan<float> rows,
        int features,
        ReadOnlySpan<int> labels,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        using var arrays = new LabelledArrays(Owner(nameof(CalinskiHarabasz)), rows, features, labels, threads);
        ClusterMoments moments = MomentsOf(arrays, cancellationToken);
        return moments.Degeneracy is null ? CentroidIndices.CalinskiHarabasz(moments) : null;
    }

    /// <summary>
    /// The adjusted Rand index (scikit-learn <c>adjusted_rand_score</c>; Hubert and Arabie, 1985): the number of pairs of rows
    /// that both labellings put together, less what is expected of random labels, over the most it can be, less the same. At most
    /// 1, about 0 for random labels, sometimes below; higher is better.
    /// </summary>
    /// <param name="labels">The cluster of each row; at least one row.</param>
    /// <param name="truth">The true label of each row.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public static double AdjustedRand(ReadOnlySpan<int> labels, ReadOnlySpan<int> truth) =>
        PairAgreement.AdjustedRand(Count(nameof(AdjustedRand), labels, truth));

    /// <summary>
    /// The normalised mutual information (scikit-learn <c>normalized_mutual_info_score</c> with its default, the arithmetic mean;
    /// Strehl and Ghosh, 2002, with another mean): 2 I(U; V) / (H(U) + H(V)). From 0 to 1, higher is better; not adjusted for
    /// chance.
    /// </summary>
    /// <inheritdoc cref="AdjustedRand"/>
    public static double NormalizedMutualInformation(ReadOnlySpan<int> labels, ReadOnlySpan<int> truth) =>
        PairAgreement.NormalizedMutualInformation(Count(nameof(NormalizedMutualInformation), labels, truth));

    /// <summary>
    /// The share of rows whose true label is the one that their cluster is matched with, under the one-to-one matching of clusters
    /// and true labels that makes it largest (SciPy <c>linear_sum_assignment</c> on the table of counts). From 0 to 1, higher is
    /// better. O(n^2 m) for n of the one and m >= n of the other.
    /// </summary>
    /// <inheritdoc cref="AdjustedRand"/>
    /// <exception cref="ArgumentException">
    /// There are no rows, the lengths differ, or clusters times true labels exceed 2^25.
    /// </exception>
    public static double MatchedAccuracy(ReadOnlySpan<int> labels, ReadOnlySpan<int> truth)
    {
        Contingency contingency = Count(nameof(MatchedAccuracy), labels, truth);
        return BestMatching.CanMatch(contingency)
            ? PairAgreement.MatchedAccuracy(contingency, CancellationToken.None)
            : throw new ArgumentException(
                $"labels of {Owner(nameof(MatchedAccuracy))} must be at most {BestMatching.MaxCells} pairs of a cluster and a true label, "
                + $"but was {contingency.ClusterTotals.Length} x {contingency.ClassTotals.Length}. Are the true labels classes?");
    }

    private static ClusterMoments MomentsOf(LabelledArrays arrays, CancellationToken cancellationToken) =>
        ClusterMoments.Compute(arrays.Tiles, arrays.Team, new SoloCollective(), cancellationToken);

    private static Contingency Count(string method, ReadOnlySpan<int> labels, ReadOnlySpan<int> truth) =>
        labels.Length == truth.Length && labels.Length > 0
            ? Contingency.Count(labels, truth)
            : throw new ArgumentException(
                $"labels of {Owner(method)} must be as many as truth and at least 1, but was {labels.Length} against {truth.Length}. "
                + "Pass both labels of every row.");

    private static string Owner(string method) => $"{nameof(ClusteringMetrics)}.{method}";
}
