namespace Escala.Vision.Kernels;

/// <summary>
/// How activations lie in memory: <c>[N][ceil(C / 16)][H][W][16]</c> float32, aligned to 64 bytes. Sixteen channels of one pixel are a
/// vector (or two, or four) in every kernel set, at any width of the image. Channels beyond C are zeros in every buffer, and layers
/// keep them so.
/// </summary>
internal static unsafe class ChannelBlocks
{
    /// <summary>The channels of a block.</summary>
    public const int Width = 16;

    /// <summary>The number of blocks of some channels.</summary>
    public static int Count(int channels) => (channels + Width - 1) / Width;

    /// <summary>The number of channels with those that fill the last block up.</summary>
    public static int Padded(int channels) => Count(channels) * Width;

    /// <summary>The number of float32 of an image's activations.</summary>
    public static nint Length(ImageShape shape) => (nint)Padded(shape.Channels) * shape.Height * shape.Width;

    /// <summary>Where a value lies within an image.</summary>
    public static nint IndexOf(ImageShape shape, int channel, int row, int column) =>
        ((((((nint)(channel / Width) * shape.Height) + row) * shape.Width) + column) * Width) + (channel % Width);

    /// <summary>Writes a plain image into blocks.</summary>
    /// <param name="plain"><c>(C, H, W)</c>.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="blocked">Out: the same in blocks, zeros beyond C.</param>
    public static void FromPlain(float* plain, ImageShape shape, float* blocked)
    {
        nint pixels = (nint)shape.Height * shape.Width;
        for (int first = 0; first < shape.Channels; first += Width, blocked += pixels * Width, plain += pixels * Width)
        {
            int channels = Math.Min(Width, shape.Channels - first);
            if (pixels == 1)
            {
                new ReadOnlySpan<float>(plain, channels).CopyTo(new Span<float>(blocked, Width));
                new Span<float>(blocked + channels, Width - channels).Clear();
                continue;
            }

            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                float* target = blocked + (pixel * Width);
                for (int channel = 0; channel < channels; channel++)
                {
                    target[channel] = plain[(channel * pixels) + pixel];
                }

                new Span<float>(target + channels, Width - channels).Clear();
            }
        }
    }

    /// <summary>Reads a plain image from blocks.</summary>
    /// <param name="blocked">The blocks.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="plain">Out: <c>(C, H, W)</c>.</param>
    public static void ToPlain(float* blocked, ImageShape shape, float* plain)
    {
        nint pixels = (nint)shape.Height * shape.Width;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            float* source = blocked + IndexOf(shape, channel, 0, 0);
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                *plain++ = source[pixel * Width];
            }
        }
    }
}
