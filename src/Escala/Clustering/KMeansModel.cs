using Escala.Data;
using Escala.Models;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>A trained K-means. Immutable, and safe to use from several threads.</summary>
public sealed class KMeansModel
{
    private const string CentroidsEntry = "centroids.npy";
    private readonly KMeansMetadata _metadata;

    private KMeansModel(KMeansMetadata metadata) => _metadata = metadata;

    /// <summary>The options it was trained with.</summary>
    public KMeansOptions Options => _metadata.Options;

    /// <summary>The columns it was trained on, in order.</summary>
    public IReadOnlyList<DataColumn> Features => _metadata.Features;

    /// <summary>The SQL that makes these columns of a file's, or null.</summary>
    public string? Sql => _metadata.Sql;

    /// <summary>The version of Escala that trained it.</summary>
    public string Version => _metadata.Version;

    /// <summary>What the fit found, the scores of the training rows included.</summary>
    public KMeansFitResult Fit => _metadata.Fit;

    /// <summary>The sum of weight x squared distance to the nearest centroid over the prepared training rows.</summary>
    public double Inertia => Fit.Inertia;

    /// <summary>The number of clusters.</summary>
    public int ClusterCount => Options.Clusters;

    /// <summary>Makes the model of a fit.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="plan">The data of the fit.</param>
    /// <param name="fit">What it found.</param>
    public static KMeansModel Create(KMeansOptions options, DataPlan plan, KMeansFitResult fit)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(fit);
        return new KMeansModel(new KMeansMetadata
        {
            Version = EscalaVersion.Current,
            Features = plan.Features,
            Sql = plan.Query,
            Options = options,
            Fit = fit,
        });
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version or algorithm, or not a model.</exception>
    public static KMeansModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelFile.Load(path, KMeansMetadata.AlgorithmName, KMeansJson.Default.KMeansMetadata, (metadata, _) =>
        {
            int features = metadata.Features.Count;
            if (features == 0
                || metadata.Fit.Scaler.Offsets.Length != features
                || metadata.Fit.Scaler.Factors.Length != features
                || metadata.Fit.PreparedCentroids.Length != metadata.Options.Clusters * features)
            {
                throw new InvalidDataException("The numbers of clusters, features and centroid values do not fit together.");
            }

            return new KMeansModel(metadata);
        });
    }

    /// <summary>
    /// Writes the model: a zip of <c>model.json</c>, from which it is read again, and <c>centroids.npy</c>, float64 (clusters,
    /// features) in the units of the data, for other tools. Nothing half-written is left where it fails.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        double[,] centroids = Centroids();
        ModelFile.Save(path, _metadata, KMeansJson.Default.KMeansMetadata, [(CentroidsEntry, stream =>
            NpyFile.Write(stream, [.. centroids.Cast<double>()], ClusterCount, Features.Count))]);
    }

    /// <summary>The centroids, (clusters, features), in the units of the data.</summary>
    public double[,] Centroids()
    {
        var centroids = new double[ClusterCount, Features.Count];
        for (int i = 0; i < centroids.Length; i++)
        {
            (int cluster, int feature) = Math.DivRem(i, Features.Count);
            centroids[cluster, feature] = Fit.Scaler.Restore(Fit.PreparedCentroids[i], feature);
        }

        return centroids;
    }

    /// <summary>Labels rows in memory: of each the 0-based index of the nearest centroid.</summary>
    /// <param name="rows">Row-major (rows, features), finite.</param>
    /// <returns>One label per row.</returns>
    /// <exception cref="DatasetException">The length is not a multiple of the features, or a value is not finite.</exception>
    public int[] Predict(ReadOnlySpan<float> rows) => Label(rows).Labels;

    /// <summary>Distances of rows in memory to their nearest centroid.</summary>
    /// <param name="rows">Row-major (rows, features), finite.</param>
    /// <returns>One Euclidean distance per row, between the prepared row and centroid (standardised, if the model was).</returns>
    /// <exception cref="DatasetException">The length is not a multiple of the features, or a value is not finite.</exception>
    public float[] Distances(ReadOnlySpan<float> rows) => Label(rows).Distances;

    private (int[] Labels, float[] Distances) Label(ReadOnlySpan<float> rows)
    {
        if (rows.Length % Features.Count != 0)
        {
            throw new DatasetException(
                $"The rows must be whole, of {Features.Count} features each, but there are {rows.Length} values. Pass them row by row.");
        }

        int count = rows.Length / Features.Count;
        var labels = new int[count];
        var distances = new float[count];
        if (count > 0)
        {
            using var team = new CoreTeam(1);
            var labeler = new KMeansLabeler(this, KernelSets.Best, team);
            using var block = new Block(count, Features.Count) { RowCount = count };
            rows.CopyTo(block.Values);
            RequireFinite(rows);
            labeler.Label(block, labels, distances, CancellationToken.None);
        }

        return (labels, distances);
    }

    private void RequireFinite(ReadOnlySpan<float> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
            {
                (int row, int feature) = Math.DivRem(i, Features.Count);
                throw new DatasetException(
                    $"Row {row + 1}, column '{Features[feature].Name}' must be finite, but was {rows[i]}. Leave the row out or fill it in.");
            }
        }
    }
}
