namespace Escala.Vision.Batches;

/// <summary>
/// Which pixels of an image the network sees: its pixel (y, x) is the image's pixel (y + Top, x + Left), read from right to left
/// within the window where it is mirrored. Pixels outside of the image are 0.
/// </summary>
/// <param name="Top">The first row of the window; below 0 where it begins above the image.</param>
/// <param name="Left">The first column of the window; below 0 where it begins beside the image.</param>
/// <param name="IsFlipped">Whether the window is mirrored left to right.</param>
internal readonly record struct ImagePlacement(int Top, int Left, bool IsFlipped);
