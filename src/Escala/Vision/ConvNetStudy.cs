using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Models;
using Escala.Numerics;
using Escala.Vision.Batches;
using Escala.Vision.Images;
using Escala.Vision.Optimizers;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>
/// The operator that says what a fit would do, so that another system can do the same: the weights it starts from, the images of every
/// mini-batch, and the learning rate of every step. For one rank.
/// </summary>
internal sealed class ConvNetStudy : IOperator<ConvNetFitOptions, ConvNetStudyResult>
{
    /// <summary>The file of the first weights, in the safetensors format, by PyTorch's names.</summary>
    public const string WeightsFile = "weights.safetensors";

    /// <summary>The file of row numbers in the order of training: NPY, int32, (epochs, images).</summary>
    public const string OrderFile = "order.npy";

    /// <summary>The file of the row numbers that validate: NPY, int32.</summary>
    public const string ValidationFile = "validation.npy";

    /// <summary>The file of the row numbers that are judged in the end, the test part or else the training part: NPY, int32.</summary>
    public const string JudgedFile = "judged.npy";

    /// <inheritdoc/>
    public static OperatorContract<ConvNetFitOptions, ConvNetStudyResult> Contract { get; } =
        new("convnet-study", 1, ConvNetJson.Default.ConvNetFitOptions, ConvNetJson.Default.ConvNetStudyResult);

    /// <inheritdoc/>
    public ConvNetStudyResult Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ConvNetOptions training = options.Training;
        training.Validate();
        ConvNetPlan.Require(training, options.Images);
        using var team = new CoreTeam(rank.Threads);
        using ImageSet set = ConvNetFitting.LoadImages(options.Images, rank, cancellationToken);
        var parts = ImageParts.Of(set, training.ValidationFraction);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Prepare);
        ImageNormalization normalization = ImageStatistics.Of(set, parts.Training, team, rank.Collective, cancellationToken);
        WriteWeights(training, team, rank);
        WriteOrder(training, parts.Training, rank, cancellationToken);
        WriteRows(ValidationFile, parts.Validation, rank);
        WriteRows(JudgedFile, parts.Test.Length > 0 ? parts.Test : parts.Training, rank);
        int steps = new MiniBatches(parts.Training.Length, training.BatchSize).Steps;
        var rates = new LearningRates(training.Schedule, training.Optimizer.LearningRate, steps, training.Epochs);
        return new ConvNetStudyResult
        {
            Classes = set.ClassNames,
            Images = parts.Training.Length,
            ValidationImages = parts.Validation.Length,
            TestImages = parts.Test.Length,
            Normalization = normalization,
            Parameters = NetworkSummary.Of(training.Network).Parameters,
            LearningRates = [.. Enumerable.Range(0, checked(steps * training.Epochs)).Select(step => rates.At(step))],
        };
    }

    private static void WriteWeights(ConvNetOptions options, CoreTeam team, RankContext rank)
    {
        NetworkPlan plan = NetworkMemory.Plan(options.Network, batch: 1, rank.Threads, rank.Kernels);
        using var network = new Network(plan, team);
        network.Initialize(options.Seed);
        Write(WeightsFile, rank, stream => SafeTensors.Write(
            stream, NetworkWeights.Of(network), new Dictionary<string, string> { ["format"] = "pt" }));
    }

    private static void WriteOrder(ConvNetOptions options, int[] rows, RankContext rank, CancellationToken cancellationToken) =>
        Write(OrderFile, rank, stream =>
        {
            stream.Write(NpyHeader.Bytes(NpyType.Int32, options.Epochs, rows.Length));
            int[] ordered = new int[rows.Length];
            for (int epoch = 0; epoch < options.Epochs; epoch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var order = new EpochOrder(options.Seed, epoch, rows.Length);
                for (int place = 0; place < rows.Length; place++)
                {
                    ordered[place] = rows[order.At(place)];
                }

                stream.Write(MemoryMarshal.AsBytes(ordered.AsSpan()));
            }
        });

    private static void WriteRows(string name, int[] rows, RankContext rank) => Write(name, rank, stream =>
    {
        stream.Write(NpyHeader.Bytes(NpyType.Int32, rows.Length));
        stream.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
    });

    private static void Write(string name, RankContext rank, Action<Stream> write)
    {
        string path = Path.Join(rank.Reporter.Scratch, name);
        using (FileStream stream = File.Create(path))
        {
            write(stream);
        }

        rank.Reporter.AddFile(name, path);
    }
}
