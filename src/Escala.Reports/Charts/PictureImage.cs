using Escala.Reports.Results;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>Makes of a picture's pixels what Skia draws.</summary>
internal static class PictureImage
{
    private const int Grey = 1;
    private const int BytesOfPixel = 4;

    /// <summary>The image; dispose it.</summary>
    public static SKImage Of(ImagePicture picture)
    {
        ReadOnlySpan<byte> pixels = picture.Pixels.Span;
        var colours = new byte[picture.Width * picture.Height * BytesOfPixel];
        for (int pixel = 0; pixel < picture.Width * picture.Height; pixel++)
        {
            for (int colour = 0; colour < BytesOfPixel - 1; colour++)
            {
                colours[(pixel * BytesOfPixel) + colour] = pixels[picture.Channels == Grey ? pixel : (pixel * picture.Channels) + colour];
            }

            colours[(pixel * BytesOfPixel) + BytesOfPixel - 1] = byte.MaxValue;
        }

        return SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), colours);
    }
}
