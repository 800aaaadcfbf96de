using Escala.Engines;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>
/// The operator that trains a network. Its job has no rows (<see cref="Escala.Data.Dataset.None"/>): every rank opens the images itself. Rank 0 hands
/// over the file <see cref="WeightsFile"/>; checkpoints are written as they come. A checkpoint to resume from travels as the input file
/// <c>checkpoint</c>.
/// </summary>
public sealed class ConvNetFit : IOperator<ConvNetFitOptions, ConvNetFitResult>
{
    /// <summary>The name of the file of weights that rank 0 hands over, in the safetensors format.</summary>
    public const string WeightsFile = "weights.safetensors";

    /// <inheritdoc/>
    public static OperatorContract<ConvNetFitOptions, ConvNetFitResult> Contract { get; } =
        new("convnet-fit", 1, ConvNetJson.Default.ConvNetFitOptions, ConvNetJson.Default.ConvNetFitResult);

    /// <inheritdoc/>
    public ConvNetFitResult Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        return ConvNetFitting.Run(options, rank, cancellationToken);
    }
}
