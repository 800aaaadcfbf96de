namespace Escala.Vision;

/// <summary>The mean of each channel: <c>(C, H, W)</c> into <c>(C, 1, 1)</c>. PyTorch <c>nn.AdaptiveAvgPool2d(1)</c>.</summary>
public sealed record GlobalAveragePoolingOptions : LayerOptions
{
    internal const string Discriminator = "globalAveragePooling";

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
