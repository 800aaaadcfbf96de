namespace Escala.Vision.Layers;

/// <summary>The numbers of a convolution.</summary>
/// <param name="Input">The shape of the images that come in.</param>
/// <param name="Channels">The channels that go out.</param>
/// <param name="KernelHeight">The rows of the kernel.</param>
/// <param name="KernelWidth">The columns of the kernel.</param>
/// <param name="Stride">The step between two places of the kernel, down and across.</param>
/// <param name="Padding">The zeros around the image on each side.</param>
/// <param name="Groups">The groups that the channels are cut into.</param>
internal sealed record ConvolutionShape(
    ImageShape Input, int Channels, int KernelHeight, int KernelWidth, int Stride, int Padding, int Groups)
{
    /// <summary>The shape of what goes out.</summary>
    public ImageShape Output { get; } = new(
        Channels,
        ((Input.Height + (2 * Padding) - KernelHeight) / Stride) + 1,
        ((Input.Width + (2 * Padding) - KernelWidth) / Stride) + 1);

    /// <summary>The places of the kernel.</summary>
    public int Places => KernelHeight * KernelWidth;

    /// <summary>Whether every channel is convolved by itself.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == Input.Channels && Groups == Channels;
}
