namespace Escala.Vision.Images;

/// <summary>A height and a width, in pixels.</summary>
/// <param name="Height">At least 1.</param>
/// <param name="Width">At least 1.</param>
public sealed record ImageSize(int Height, int Width)
{
    /// <summary>The size in words, <c>32x32</c>, height first.</summary>
    public override string ToString() => $"{Height}x{Width}";
}
