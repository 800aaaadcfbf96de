namespace Escala.Vision;

/// <summary>
/// A network as data: the images that it takes and its layers in order. What the last layer gives is the score of each class before
/// softmax, or the numbers to predict. Change it by <c>with</c>; <see cref="NetworkPresets"/> has some by name.
/// </summary>
public sealed record NetworkOptions
{
    /// <summary>The shape of the images, <c>(C, H, W)</c>.</summary>
    public required ImageShape Input { get; init; }

    /// <summary>The layers, in order, at least one.</summary>
    public required IReadOnlyList<LayerOptions> Layers { get; init; }
}
