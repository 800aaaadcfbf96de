using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>An image small enough to be kept in results, for drawing.</summary>
internal sealed record ImagePicture
{
    /// <summary>The most rows or columns of pixels; larger images are made smaller.</summary>
    public const int MostPixels = 64;

    private const int Colours = 3;

    /// <summary>1 for grey, 3 for red, green and blue.</summary>
    public required int Channels { get; init; }

    /// <summary>The rows of pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The columns of pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Row by row, the channels of a pixel beside each other; 0 is dark. Base64 in JSON.</summary>
    public required ReadOnlyMemory<byte> Pixels { get; init; }

    /// <summary>
    /// Draws an image. Bytes stay as they are; of other numbers the smallest becomes 0 and the largest 255. One channel, or any number
    /// other than 3, becomes grey: the mean of the channels. A pixel of a larger image is the mean of a square of them.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="row">Its row number.</param>
    public static ImagePicture Of(ImageSet images, long row)
    {
        ImageShape shape = images.Shape;
        var values = new float[shape.Channels * shape.Height * shape.Width];
        images.Read((int)row, values);
        if (!images.StoresBytes)
        {
            Stretch(values);
        }

        int square = (Math.Max(shape.Height, shape.Width) + MostPixels - 1) / MostPixels;
        int channels = shape.Channels == Colours ? Colours : 1;
        int height = shape.Height / square;
        int width = shape.Width / square;
        var pixels = new byte[height * width * channels];
        for (int i = 0; i < pixels.Length; i++)
        {
            int first = channels == 1 ? 0 : i % channels;
            int last = channels == 1 ? shape.Channels - 1 : first;
            pixels[i] = Mean(values, shape, first, last, i / channels / width * square, i / channels % width * square, square);
        }

        return new ImagePicture { Channels = channels, Height = height, Width = width, Pixels = pixels };
    }

    private static void Stretch(float[] values)
    {
        float least = values.Min();
        float range = values.Max() - least;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = range > 0 ? (values[i] - least) / range * byte.MaxValue : 0;
        }
    }

    private static byte Mean(float[] values, ImageShape shape, int firstChannel, int lastChannel, int top, int left, int square)
    {
        double sum = 0;
        for (int channel = firstChannel; channel <= lastChannel; channel++)
        {
            for (int y = top; y < top + square; y++)
            {
                for (int x = left; x < left + square; x++)
                {
                    sum += values[(((channel * shape.Height) + y) * shape.Width) + x];
                }
            }
        }

        return (byte)Math.Round(sum / ((lastChannel - firstChannel + 1) * square * square));
    }
}
