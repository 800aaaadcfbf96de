using System.Runtime.CompilerServices;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A square window of a plane of 16 channels that may reach beyond the image: then it is copied to a patch, zeros outside, and back. Within
/// the image nothing is copied.
/// </summary>
/// <param name="height">The rows of the image.</param>
/// <param name="width">Its columns.</param>
/// <param name="top">The first row of the window; may be negative.</param>
/// <param name="left">Its first column.</param>
/// <param name="size">Its rows and columns.</param>
internal readonly unsafe struct ImageWindow(int height, int width, int top, int left, int size)
{
    private const int Block = ChannelBlocks.Width;

    private bool IsInside => top >= 0 && left >= 0 && top + size <= height && left + size <= width;

    /// <summary>Where the window can be read.</summary>
    /// <param name="plane">The plane, (H, W, 16).</param>
    /// <param name="patch">Room for (size, size, 16).</param>
    /// <param name="rowStride">Out: the distance between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Read(float* plane, float* patch, out nint rowStride)
    {
        float* target = Place(plane, patch, out rowStride);
        if (target == patch)
        {
            Fill(plane, patch);
        }

        return target;
    }

    /// <summary>Where the window can be written: the image itself or the patch.</summary>
    /// <inheritdoc cref="Read"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Place(float* plane, float* patch, out nint rowStride)
    {
        if (IsInside)
        {
            rowStride = (nint)width * Block;
            return plane + ((((nint)top * width) + left) * Block);
        }

        rowStride = size * Block;
        return patch;
    }

    /// <summary>Copies the part of the patch that is within the image to it; nothing where the image itself was written.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="plane">The plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(float* patch, float* plane)
    {
        if (!IsInside)
        {
            Copy(plane, patch, isRead: false);
        }
    }

    private void Fill(float* plane, float* patch)
    {
        new Span<float>(patch, size * size * Block).Clear();
        Copy(plane, patch, isRead: true);
    }

    private void Copy(float* plane, float* patch, bool isRead)
    {
        int firstRow = Math.Max(0, -top), endRow = Math.Min(size, height - top);
        int firstColumn = Math.Max(0, -left), columns = Math.Min(size, width - left) - firstColumn;
        for (int row = firstRow; row < endRow && columns > 0; row++)
        {
            var image = new Span<float>(plane + ((((nint)(top + row) * width) + left + firstColumn) * Block), columns * Block);
            var part = new Span<float>(patch + (((row * size) + firstColumn) * Block), columns * Block);
            if (isRead)
            {
                image.CopyTo(part);
            }
            else
            {
                part.CopyTo(image);
            }
        }
    }
}
