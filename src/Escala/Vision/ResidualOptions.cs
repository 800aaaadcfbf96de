namespace Escala.Vision;

/// <summary>
/// What the body makes of its input plus what the shortcut makes of the same input; both must have one shape (He et al., "Deep
/// Residual Learning for Image Recognition", 2016). An activation of the sum, where wanted, is the next layer.
/// </summary>
public sealed record ResidualOptions : LayerOptions
{
    internal const string Discriminator = "residual";

    /// <summary>The layers of the body, in order, at least one.</summary>
    public required IReadOnlyList<LayerOptions> Body { get; init; }

    /// <summary>The layers of the shortcut, in order. Default: none, the input itself.</summary>
    public IReadOnlyList<LayerOptions> Shortcut { get; set; } = [];

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
