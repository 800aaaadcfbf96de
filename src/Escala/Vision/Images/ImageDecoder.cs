using Escala.Data;
using StbImageSharp;

namespace Escala.Vision.Images;

/// <summary>Decodes PNG and JPEG files by StbImageSharp. Colours are as stored, without a profile; transparency is left out.</summary>
internal static class ImageDecoder
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file is one of images by its ending.</summary>
    public static bool IsImage(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="DatasetException">The file is damaged, or is no image.</exception>
    public static ImageFileInfo Describe(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        ImageInfo? info = Guarded(path, () => ImageInfo.FromStream(stream));
        return info is { Width: >= 1, Height: >= 1 } found
            ? new ImageFileInfo(
                new ImageSize(found.Height, found.Width), found.ColorComponents is ColorComponents.Grey or ColorComponents.GreyAlpha)
            : throw Damaged(path, "its header is neither that of PNG nor of JPEG", null);
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <returns>The size, and the pixels <c>(H, W, C)</c>.</returns>
    /// <exception cref="DatasetException">The file is damaged, or is no image.</exception>
    public static (ImageSize Size, byte[] Pixels) Decode(string path, int channels)
    {
        byte[] file = Bytes(path);
        if (ImageIntegrity.FirstFault(file) is { } fault)
        {
            throw Damaged(path, fault, null);
        }

        ColorComponents wanted = channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue;
        ImageResult image = Guarded(path, () => ImageResult.FromMemory(file, wanted));
        return (new ImageSize(image.Height, image.Width), image.Data);
    }

    private static byte[] Bytes(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static T Guarded<T>(string path, Func<T> decode)
    {
        try
        {
            return decode();
        }
#pragma warning disable CA1031 // A damaged file makes the decoder throw exceptions of any kind; all say that it is damaged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw Damaged(path, fault.Message, fault);
        }
    }

    private static DatasetException Damaged(string path, string reason, Exception? cause) =>
        new($"{path} is damaged, or is no PNG or JPEG file: {reason}. Replace or remove it.", cause);
}
