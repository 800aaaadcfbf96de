namespace Escala.Vision.Kernels;

/// <summary>A square window of a plane of 16 channels. It may reach beyond the image, where everything is zero and nothing is written.</summary>
internal readonly struct TileWindow
{
    /// <summary>Places a window.</summary>
    /// <param name="height">The rows of the image.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="top">The image's row of the window's first; may be negative.</param>
    /// <param name="left">The image's column of the window's first.</param>
    /// <param name="size">The window's rows and columns.</param>
    public TileWindow(int height, int width, int top, int left, int size)
    {
        (FirstRow, EndRow) = (Math.Max(0, -top), Math.Min(size, height - top));
        (FirstColumn, EndColumn) = (Math.Max(0, -left), Math.Min(size, width - left));
        IsWhole = FirstRow == 0 && FirstColumn == 0 && EndRow == size && EndColumn == size;
        RowStride = (nint)width * ChannelBlocks.Width;
        Corner = (top * RowStride) + ((nint)left * ChannelBlocks.Width);
    }

    /// <summary>Whether all of it is within the image.</summary>
    public bool IsWhole { get; }

    /// <summary>Where its first pixel is in the plane, or would be, in float32.</summary>
    public nint Corner { get; }

    /// <summary>The distance between rows of the plane.</summary>
    public nint RowStride { get; }

    /// <summary>The first of its rows that the image has.</summary>
    public int FirstRow { get; }

    /// <summary>The row after the last that the image has.</summary>
    public int EndRow { get; }

    /// <summary>The first of its columns that the image has.</summary>
    public int FirstColumn { get; }

    /// <summary>The column after the last that the image has.</summary>
    public int EndColumn { get; }

    /// <summary>Whether a place of it is within the image.</summary>
    public bool Has(int row, int column) => row >= FirstRow && row < EndRow && column >= FirstColumn && column < EndColumn;
}
