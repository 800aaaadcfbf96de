namespace Escala.Vision.Kernels;

/// <summary>The numbers of a pooling, of square windows.</summary>
/// <param name="Height">The rows of the images that come in.</param>
/// <param name="Width">Their columns.</param>
/// <param name="Size">The rows and columns of a window.</param>
/// <param name="Stride">The step between two windows.</param>
/// <param name="Padding">The places around the image on each side.</param>
internal readonly record struct PoolingShape(int Height, int Width, int Size, int Stride, int Padding)
{
    public int OutputHeight => Output(Height);

    public int OutputWidth => Output(Width);

    /// <summary>The part of a window that is within the image, along one side.</summary>
    /// <param name="output">The index of the window.</param>
    /// <param name="length">The pixels of the side.</param>
    public (int Begin, int End) Window(int output, int length)
    {
        int begin = (output * Stride) - Padding;
        return (Math.Max(begin, 0), Math.Min(begin + Size, length));
    }

    private int Output(int length) => ((length + (2 * Padding) - Size) / Stride) + 1;
}
