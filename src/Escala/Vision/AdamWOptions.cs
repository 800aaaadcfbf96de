namespace Escala.Vision;

/// <summary>
/// Adam whose weight decay shrinks the weights themselves and leaves the means of gradients alone (Loshchilov and Hutter, "Decoupled
/// Weight Decay Regularization", 2019). Where weights are to decay, rather this than Adam. PyTorch <c>optim.AdamW</c> with its defaults.
/// </summary>
public sealed record AdamWOptions : OptimizerOptions
{
    /// <inheritdoc/>
    /// <remarks>Default 0.001.</remarks>
    public override double LearningRate { get; set; } = 0.001;

    /// <inheritdoc/>
    /// <remarks>Default 0.01. Each step first takes LearningRate x WeightDecay of every weight.</remarks>
    public override double WeightDecay { get; set; } = 0.01;

    /// <inheritdoc cref="AdamOptions.Beta1"/>
    public double Beta1 { get; set; } = 0.9;

    /// <inheritdoc cref="AdamOptions.Beta2"/>
    public double Beta2 { get; set; } = 0.999;

    /// <inheritdoc cref="AdamOptions.Epsilon"/>
    public double Epsilon { get; set; } = 1e-8;
}
