namespace Escala.Vision;

/// <summary>
/// A convolution (cross-correlation, as everywhere in the field) of <c>(C, H, W)</c> into <c>(Channels, H', W')</c> with
/// H' = floor((H + 2 Padding - KernelHeight) / Stride) + 1, and W' likewise. Weights: <c>(Channels, C / Groups, KernelHeight, KernelWidth)</c>.
/// PyTorch <c>nn.Conv2d</c>.
/// </summary>
public sealed record ConvolutionOptions : LayerOptions
{
    internal const string Discriminator = "convolution";

    /// <summary>The channels that come out, at least 1 and a multiple of <see cref="Groups"/>. PyTorch <c>out_channels</c>.</summary>
    public required int Channels { get; init; }

    /// <summary>The rows of the kernel, at least 1. Default 3. PyTorch <c>kernel_size[0]</c>.</summary>
    public int KernelHeight { get; set; } = 3;

    /// <summary>The columns of the kernel, at least 1. Default 3. PyTorch <c>kernel_size[1]</c>.</summary>
    public int KernelWidth { get; set; } = 3;

    /// <summary>The step between two places of the kernel, down and across, at least 1. Default 1. PyTorch <c>stride</c>.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The zeros put around the image on each of its four sides, at least 0. Default 0. PyTorch <c>padding</c>.</summary>
    public int Padding { get; set; }

    /// <summary>
    /// The groups that the channels are cut into, each convolved by itself; it divides the channels that come in and those that go
    /// out. As many as channels come in: depthwise. Default 1. PyTorch <c>groups</c>.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a number per channel is added. Default true; false where batch normalisation follows. PyTorch <c>bias</c>.</summary>
    public bool Bias { get; set; } = true;

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
