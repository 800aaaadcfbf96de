namespace Escala.Vision;

/// <summary>
/// While training, each value is set to zero with a probability, and the others are divided by what remains of it; nothing happens in
/// prediction; the shape stays (Srivastava et al., "Dropout", 2014). Which values depends on seed, epoch, row and unit only. PyTorch
/// <c>nn.Dropout</c>.
/// </summary>
public sealed record DropoutOptions : LayerOptions
{
    internal const string Discriminator = "dropout";

    /// <summary>The probability that a value is set to zero, at least 0 and below 1. Default 0.5. PyTorch <c>p</c>.</summary>
    public double Rate { get; set; } = 0.5;

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
