namespace Escala.Vision;

/// <summary>
/// The shape of one image, or of what a layer makes of it: <c>(C, H, W)</c>. Flat features, as dense layers take and give them, are
/// <c>(features, 1, 1)</c>.
/// </summary>
/// <param name="Channels">C, at least 1: 1 for grey images, 3 for colours, or the number of features.</param>
/// <param name="Height">H in pixels, at least 1.</param>
/// <param name="Width">W in pixels, at least 1.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The values of one image: C x H x W.</summary>
    internal long Count => (long)Channels * Height * Width;

    /// <summary>Whether there is one value per channel, as dense layers need.</summary>
    internal bool IsFlat => Height == 1 && Width == 1;

    /// <summary>The shape in words, <c>3x32x32</c>.</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
