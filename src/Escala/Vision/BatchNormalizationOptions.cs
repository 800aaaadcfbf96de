namespace Escala.Vision;

/// <summary>
/// Each channel less its mean, divided by its standard deviation, then times a weight plus a bias that are learned; the shape stays.
/// Training uses the mean and variance of the mini-batch, prediction their running averages (Ioffe and Szegedy, "Batch Normalization",
/// 2015). PyTorch <c>nn.BatchNorm2d</c>, and <c>nn.BatchNorm1d</c> for flat features.
/// </summary>
public sealed record BatchNormalizationOptions : LayerOptions
{
    internal const string Discriminator = "batchNormalization";

    /// <summary>The share of a new mini-batch in the running averages, above 0 and at most 1. Default 0.1. PyTorch <c>momentum</c>.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>What is added to the variance before its root, finite and above 0. Default 1e-5. PyTorch <c>eps</c>.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
