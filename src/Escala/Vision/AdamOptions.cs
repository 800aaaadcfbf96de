namespace Escala.Vision;

/// <summary>
/// Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015): each weight has a step size of its own. Two numbers of
/// state per weight. Quick to a good answer without tuning. PyTorch <c>optim.Adam</c> with its defaults.
/// </summary>
public sealed record AdamOptions : OptimizerOptions
{
    /// <inheritdoc/>
    /// <remarks>Default 0.001.</remarks>
    public override double LearningRate { get; set; } = 0.001;

    /// <inheritdoc/>
    /// <remarks>Default 0. It is added to the gradient as WeightDecay x weight; <see cref="AdamWOptions"/> keeps it apart.</remarks>
    public override double WeightDecay { get; set; }

    /// <summary>What remains of the mean of gradients per step, at least 0 and below 1. Default 0.9. PyTorch <c>betas[0]</c>.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>What remains of the mean of squared gradients per step, at least 0 and below 1. Default 0.999. PyTorch <c>betas[1]</c>.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>What is added to the root of the mean square, finite and above 0. Default 1e-8. PyTorch <c>eps</c>.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
