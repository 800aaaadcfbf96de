namespace Escala.Vision;

/// <summary>
/// Stochastic gradient descent with momentum: one number of state per weight. With a tuned schedule it generalises at least as well as
/// the others. PyTorch <c>optim.SGD</c> with <c>dampening=0</c>.
/// </summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <inheritdoc/>
    /// <remarks>Default 0.05, for a schedule that warms up.</remarks>
    public override double LearningRate { get; set; } = 0.05;

    /// <inheritdoc/>
    /// <remarks>Default 0. It is added to the gradient as WeightDecay x weight.</remarks>
    public override double WeightDecay { get; set; }

    /// <summary>The share of the last step that goes on, at least 0 and below 1. Default 0.9. PyTorch <c>momentum</c>, whose default is 0.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>
    /// Whether the gradient is looked at ahead of the momentum (Sutskever et al., "On the importance of initialization and momentum in
    /// deep learning", 2013). It needs a momentum. Default false. PyTorch <c>nesterov</c>.
    /// </summary>
    public bool Nesterov { get; set; }
}
