using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Numerics;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>
/// The operator that predicts images by a model. Each rank hands over one file <see cref="PartFile"/>: of every image its row number, the index of the
/// predicted class and then the probability of each class.
/// </summary>
public sealed class ConvNetPredict : IOperator<ConvNetPredictOptions, ConvNetPredictResult>
{
    /// <summary>The name of the input file with the model.</summary>
    public const string ModelFile = "model";

    /// <summary>The name of the file of predictions that each rank hands over.</summary>
    public const string PartFile = "predictions";

    /// <inheritdoc/>
    public static OperatorContract<ConvNetPredictOptions, ConvNetPredictResult> Contract { get; } =
        new("convnet-predict", 1, ConvNetJson.Default.ConvNetPredictOptions, ConvNetJson.Default.ConvNetPredictResult);

    /// <inheritdoc/>
    public ConvNetPredictResult Run(ConvNetPredictOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        string path = Path.Combine(rank.Reporter.Scratch, PartFile);
        using var network = new ModelNetwork(options.Images, needsLabels: false, rank, cancellationToken);
        long[] sizes = new long[network.Model.Classes.Count];
        using (var parts = new PredictionPartWriter(path, 1 + sizes.Length))
        {
            Predict(network, rank, parts, sizes, cancellationToken);
        }

        rank.Reporter.AddFile(PartFile, path);
        rank.Collective.Sum(sizes);
        return new ConvNetPredictResult { Images = network.Rows.Length, ClassSizes = sizes };
    }

    private static void Predict(
        ModelNetwork network, RankContext rank, PredictionPartWriter parts, long[] sizes, CancellationToken cancellationToken)
    {
        int valuesPerImage = 1 + sizes.Length;
        (_, int share) = RankShares.Of(network.Rows.Length, rank.Rank, rank.World).GetOffsetAndLength(network.Rows.Length);
        float[] values = new float[network.Network.Batch * valuesPerImage];
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Predict);
        network.Scorer.ForEachBatch(network.Rows, first =>
        {
            int count = network.Loader.Count;
            for (int i = 0; i < count; i++)
            {
                Span<float> record = values.AsSpan(i * valuesPerImage, valuesPerImage);
                network.Loss.ToProbabilities(network.Network.Output(i), record[1..]);
                int predicted = ConfusionCounts.MostProbable(record[1..], 0, sizes.Length);
                record[0] = predicted;
                sizes[predicted]++;
            }

            parts.Write(network.Loader.Rows.Span, values.AsSpan(0, count * valuesPerImage));
            rank.Reporter.Report(new PhaseProgress(first + count, share));
        }, cancellationToken);
    }
}
