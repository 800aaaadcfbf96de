namespace Escala.Vision;

/// <summary>A function of each value by itself; the shape stays.</summary>
public sealed record ActivationOptions : LayerOptions
{
    internal const string Discriminator = "activation";

    /// <summary>The function. Default <see cref="ActivationFunction.Relu"/>.</summary>
    public ActivationFunction Function { get; set; }

    /// <summary>
    /// The factor of negative values, finite and at least 0; of <see cref="ActivationFunction.LeakyRelu"/> only. Default 0.01.
    /// PyTorch <c>negative_slope</c>.
    /// </summary>
    public double Slope { get; set; } = 0.01;

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
