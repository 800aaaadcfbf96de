namespace Escala.Vision;

/// <summary>Where a layer stands in its network.</summary>
/// <param name="Path">The place as a name: <c>3</c>, or <c>3.body.1</c> within a residual block. What its weights are called begins with it.</param>
/// <param name="Text">The place in words: <c>layer 3 (residual), body layer 1 (convolution)</c>.</param>
internal sealed record LayerPlace(string Path, string Text)
{
    /// <summary>The place of a layer.</summary>
    /// <param name="layer">The layer; null where the list has none at this index.</param>
    /// <param name="index">Its 0-based index in its list.</param>
    /// <param name="within">The residual block that the list belongs to; null for the network's own.</param>
    /// <param name="part">The list's name in the block, <c>body</c> or <c>shortcut</c>.</param>
    public static LayerPlace Of(LayerOptions? layer, int index, LayerPlace? within, string part)
    {
        string kind = layer is null ? "" : layer.Name is null ? $" ({layer.Kind})" : $" ({layer.Kind} '{layer.Name}')";
        return within is null
            ? new LayerPlace($"{index}", $"layer {index}{kind}")
            : new LayerPlace($"{within.Path}.{part}.{index}", $"{within.Text}, {part} layer {index}{kind}");
    }
}
