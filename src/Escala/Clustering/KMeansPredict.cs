using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>The operator that labels rows by a model. Each rank hands over one file <see cref="PartFile"/>.</summary>
public sealed class KMeansPredict : IOperator<KMeansPredictOptions, KMeansPredictResult>
{
    /// <summary>The name of the input file with the model.</summary>
    public const string ModelFile = "model";

    /// <summary>The name of the file of labels that each rank hands over.</summary>
    public const string PartFile = "predictions";

    /// <summary>The columns of the predictions: the number of the cluster, and the Euclidean distance to its centroid.</summary>
    public static IReadOnlyList<PredictionColumn> Columns { get; } =
        [new("label", PredictionColumnType.Integer), new("distance", PredictionColumnType.Number)];

    /// <inheritdoc/>
    public static OperatorContract<KMeansPredictOptions, KMeansPredictResult> Contract { get; } =
        new("kmeans-predict", 1, KMeansJson.Default.KMeansPredictOptions, KMeansJson.Default.KMeansPredictResult);

    /// <inheritdoc/>
    public KMeansPredictResult Run(KMeansPredictOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        KMeansPlan.Require(rank.Data.Plan);
        KMeansModel model = KMeansModel.Load(rank.Reporter.InputFile(ModelFile));
        long[] sizes = new long[model.ClusterCount + 1];
        string path = Path.Combine(rank.Reporter.Scratch, PartFile);
        using (var team = new CoreTeam(rank.Threads))
        using (var parts = new PredictionPartWriter(path, Columns.Count))
        {
            Label(model, rank, team, parts, sizes, cancellationToken);
        }

        rank.Reporter.AddFile(PartFile, path);
        sizes[^1] = rank.Data.Counts.Dropped;
        rank.Collective.Sum(sizes);
        return new KMeansPredictResult { Rows = sizes[..^1].Sum(), DroppedRows = sizes[^1], ClusterSizes = sizes[..^1] };
    }

    private static void Label(
        KMeansModel model, RankContext rank, CoreTeam team, PredictionPartWriter parts, long[] sizes, CancellationToken cancellationToken)
    {
        var labeler = new KMeansLabeler(model, rank.Kernels, team);
        var labels = new int[rank.Data.Plan.BlockRows];
        var distances = new float[rank.Data.Plan.BlockRows];
        var values = new float[rank.Data.Plan.BlockRows * Columns.Count];
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Predict);
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            using (block)
            {
                labeler.Label(block, labels, distances, cancellationToken);
                for (int row = 0; row < block.RowCount; row++)
                {
                    sizes[labels[row]]++;
                    (values[2 * row], values[(2 * row) + 1]) = (labels[row], distances[row]);
                }

                parts.Write(block.RowNumbers[..block.RowCount], values.AsSpan(0, block.RowCount * Columns.Count));
            }

            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows));
        }
    }
}
