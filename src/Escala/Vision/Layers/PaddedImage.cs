using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// An image with zeros around it, and between its pixels where it is dilated, so that a kernel need not look where the image ends. Planes are
/// of 16 channels, or of one where the image is plain <c>(C, H, W)</c>.
/// </summary>
internal sealed unsafe class PaddedImage
{
    private readonly ImageShape _shape;
    private readonly int _channels;
    private readonly int _planes;
    private readonly int _step;
    private readonly int _top;
    private readonly int _left;

    /// <summary>Plans the copy.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <param name="isPlain">Whether the image is plain.</param>
    /// <param name="height">The rows of the copy.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="top">Where the first row goes; may be negative, what has no place is left out.</param>
    /// <param name="left">Where the first column goes.</param>
    /// <param name="step">The distance between pixels in the copy; 1 for no dilation.</param>
    public PaddedImage(ImageShape shape, bool isPlain, int height, int width, int top, int left, int step)
    {
        _shape = shape;
        _channels = isPlain ? 1 : ChannelBlocks.Width;
        _planes = isPlain ? shape.Channels : ChannelBlocks.Count(shape.Channels);
        (Height, Width, _top, _left, _step) = (height, width, top, left, step);
        IsCopied = step != 1 || top != 0 || left != 0 || height != shape.Height || width != shape.Width;
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Whether there is anything to add; the image itself is used where not.</summary>
    public bool IsCopied { get; }

    /// <summary>The float32 of the copy; 0 where the image itself is used.</summary>
    public nint Length => IsCopied ? PlaneLength * _planes : 0;

    /// <summary>The float32 of an image.</summary>
    public nint ImageLength => (nint)_planes * _channels * _shape.Height * _shape.Width;

    /// <summary>The float32 of a plane of the copy.</summary>
    public nint PlaneLength => (nint)Height * Width * _channels;

    /// <summary>Where a pixel of a channel lies.</summary>
    public nint IndexOf(int channel, int row, int column) =>
        (channel / _channels * PlaneLength) + ((((nint)row * Width) + column) * _channels) + (channel % _channels);

    /// <summary>Writes the zeros, which <see cref="Copy"/> leaves as they are.</summary>
    public void Clear(float* copy) => new Span<float>(copy, checked((int)Length)).Clear();

    /// <summary>The copy of an image, or the image itself.</summary>
    public float* Copy(float* image, float* copy)
    {
        if (!IsCopied)
        {
            return image;
        }

        for (int plane = 0; plane < _planes; plane++)
        {
            for (int row = 0; row < _shape.Height; row++)
            {
                int to = _top + (row * _step);
                if (to >= 0 && to < Height)
                {
                    CopyRow(
                        image + ((((nint)plane * _shape.Height) + row) * _shape.Width * _channels),
                        copy + (plane * PlaneLength) + ((nint)to * Width * _channels));
                }
            }
        }

        return copy;
    }

    private void CopyRow(float* source, float* target)
    {
        int first = _left >= 0 ? 0 : (_step - 1 - _left) / _step;
        int end = Math.Min(_shape.Width, (Width - 1 - _left + _step) / _step);
        if (_step == 1)
        {
            int count = Math.Max(0, end - first) * _channels;
            new ReadOnlySpan<float>(source + (first * _channels), count).CopyTo(new Span<float>(target + ((_left + first) * _channels), count));
            return;
        }

        for (int column = first; column < end; column++)
        {
            new ReadOnlySpan<float>(source + (column * _channels), _channels)
                .CopyTo(new Span<float>(target + ((_left + (column * _step)) * _channels), _channels));
        }
    }
}
