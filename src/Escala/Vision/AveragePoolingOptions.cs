namespace Escala.Vision;

/// <summary>
/// The mean of each square window, per channel: <c>(C, H, W)</c> into <c>(C, H', W')</c> with
/// H' = floor((H + 2 Padding - Size) / Stride) + 1, and W' likewise. The padding is zeros, which count. PyTorch <c>nn.AvgPool2d</c>.
/// </summary>
public sealed record AveragePoolingOptions : LayerOptions
{
    internal const string Discriminator = "averagePooling";

    /// <summary>The rows and columns of the window, at least 1. Default 2. PyTorch <c>kernel_size</c>.</summary>
    public int Size { get; set; } = 2;

    /// <summary>The step between two windows, at least 1. Default null: <see cref="Size"/>, so that windows touch. PyTorch <c>stride</c>.</summary>
    public int? Stride { get; set; }

    /// <summary>The zeros put around the image on each side, from 0 to half of <see cref="Size"/>. Default 0. PyTorch <c>padding</c>.</summary>
    public int Padding { get; set; }

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
