namespace Escala.Vision;

/// <summary>
/// The values of an image as flat features: <c>(C, H, W)</c> into <c>(C x H x W, 1, 1)</c>, channel by channel and row by row. PyTorch
/// <c>nn.Flatten</c>.
/// </summary>
public sealed record FlattenOptions : LayerOptions
{
    internal const string Discriminator = "flatten";

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
