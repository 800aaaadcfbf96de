using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// The operator that judges what another system made of the training rows: its labels travel as the input file
/// <see cref="LabelsFile"/>, its centroids as <see cref="CentroidsFile"/>.
/// </summary>
public sealed class KMeansJudgeLabels : IOperator<KMeansJudgeOptions, KMeansJudgement>
{
    /// <summary>The input file with the labels: NPY, whole numbers (training rows), in the order of the rows.</summary>
    public const string LabelsFile = "labels";

    /// <summary>The input file with the centroids: NPY, (clusters, features), in the units of the data.</summary>
    public const string CentroidsFile = "centroids";

    /// <inheritdoc/>
    public static OperatorContract<KMeansJudgeOptions, KMeansJudgement> Contract { get; } =
        new("kmeans-judge-labels", 1, KMeansJson.Default.KMeansJudgeOptions, KMeansJson.Default.KMeansJudgement);

    /// <inheritdoc/>
    public KMeansJudgement Run(KMeansJudgeOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        var rowOptions = new KMeansOptions { Clusters = options.Clusters, Standardize = options.Standardize, Seed = options.Seed };
        using KMeansRows rows = KMeansRows.Load(rowOptions, rank, cancellationToken);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        float[] centroids = ReadCentroids(rank.Reporter.InputFile(CentroidsFile), options.Clusters, rows.Work.Rows);
        using var labels = new RowLabels(rows.Training, options.Clusters);
        LabelsInput.Read(rank.Reporter.InputFile(LabelsFile), rows.Training, labels, rank.Collective);
        return new KMeansJudgement
        {
            Training = KMeansJudge.EvaluateLabels(rows.Work, centroids, labels, options.Metrics),
            Test = rows.TestWork() is { } test ? KMeansJudge.Evaluate(test, centroids, options.Clusters, options.Metrics) : null,
            DroppedRows = rows.TotalDropped(),
            CentroidsDigest = CentroidsDigest.Compute(centroids, rows.Work.Rows.Scaler),
            LabelsDigest = LabelsDigest.Compute(rows.Training, labels, rank.Collective),
        };
    }

    private static float[] ReadCentroids(string path, int clusters, PreparedRows rows)
    {
        using FileStream stream = File.OpenRead(path);
        (double[] values, int count, int features) = NpyFile.ReadDoubles(stream, path);
        FeatureScaler scaler = rows.Scaler;
        if (count != clusters || features != scaler.FeatureCount)
        {
            throw new DatasetException(
                $"The centroids to judge must be ({clusters}, {scaler.FeatureCount}) values, but {path} has ({count}, {features}).");
        }

        float[] prepared = [.. values.Select((value, i) => scaler.Prepare(value, i % features))];
        if (!(rows.WeightedDistanceBound(prepared) <= float.MaxValue / 4))
        {
            throw new DatasetException($"The centroids to judge must be among the rows, but those in {path} are not finite or too far away.");
        }

        return prepared;
    }
}
