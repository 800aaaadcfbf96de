using Escala.Engines;
using Escala.Measurement;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>The operator that judges a model by images.</summary>
public sealed class ConvNetEvaluate : IOperator<ConvNetEvaluateOptions, ConvNetEvaluation>
{
    /// <inheritdoc/>
    public static OperatorContract<ConvNetEvaluateOptions, ConvNetEvaluation> Contract { get; } =
        new("convnet-evaluate", 1, ConvNetJson.Default.ConvNetEvaluateOptions, ConvNetJson.Default.ConvNetEvaluation);

    /// <inheritdoc/>
    public ConvNetEvaluation Run(ConvNetEvaluateOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        using var network = new ModelNetwork(options.Images, needsLabels: true, rank, cancellationToken);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        return network.Scorer.Evaluate(network.Rows, network.Model.Classes, cancellationToken);
    }
}
