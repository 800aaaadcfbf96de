using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>Finds out what a path holds, and opens it.</summary>
internal static class ImageSources
{
    private const string Layouts =
        "Readable are folders with IDX files (train-images-idx3-ubyte), CIFAR (data_batch_1.bin), images.npy with labels.npy, or a folder of "
        + "PNG and JPEG files per class";

    /// <summary>Opens a folder or a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="cancellationToken">Ends decoding.</param>
    /// <exception cref="InvalidOptionsException">An option does not suit the data.</exception>
    /// <exception cref="DatasetException">There are no such images, or they are not as they should be.</exception>
    public static ImageSource Open(string path, ImageSetOptions options, CancellationToken cancellationToken)
    {
        bool isDecoded = HasToDecode(path, options);
        return File.Exists(path) ? OpenFile(path, options)
            : isDecoded ? DecodedImages.Open(path, options, cancellationToken)
            : OpenFolder(path, options);
    }

    /// <summary>Whether a path holds images that have to be decoded.</summary>
    /// <inheritdoc cref="Open"/>
    public static bool HasToDecode(string path, ImageSetOptions options)
    {
        bool isFile = File.Exists(path);
        if (!isFile && !Directory.Exists(path))
        {
            throw new DatasetException($"{path} does not exist. Check the path.");
        }

        if (!isFile && options.Labels is not null)
        {
            throw new InvalidOptionsException(
                $"Labels of ImageSetOptions must be left out where a folder is given, but was {options.Labels}. Name the file of images instead.");
        }

        bool isDecoded = !isFile && !HasArrays(path) && ClassFolders.IsIn(path, options);
        if (!isDecoded && options.Resize is not null)
        {
            throw new InvalidOptionsException(
                $"Resize of ImageSetOptions must be left out where images are not PNG or JPEG files, but was {options.Resize}. "
                + "Resize them before.");
        }

        return isDecoded;
    }

    private static bool HasArrays(string folder) =>
        CifarImages.IsIn(folder) || Directory.EnumerateFiles(folder).Any(path => IdxImages.IsImages(path) || NpyImages.IsImages(path));

    private static ImageSource OpenFile(string path, ImageSetOptions options) =>
        IdxImages.IsImages(path) || path.EndsWith("ubyte", StringComparison.Ordinal) ? IdxImages.Open(PartFiles.Of(path, options))
        : path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? NpyImages.Open(PartFiles.Of(path, options))
        : throw new DatasetException($"{path} is neither an IDX nor an NPY file by its name. {Layouts}.");

    private static ImageSource OpenFolder(string path, ImageSetOptions options)
    {
        if (CifarImages.IsIn(path))
        {
            return CifarImages.Open(path);
        }

        string[] files = [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)];
        string[] idx = [.. files.Where(IdxImages.IsImages)];
        if (idx.Length > 0)
        {
            return IdxImages.Open(PartFiles.InFolder(path, idx, options));
        }

        string[] npy = [.. files.Where(NpyImages.IsImages)];
        return npy.Length > 0
            ? NpyImages.Open(PartFiles.InFolder(path, npy, options))
            : throw new DatasetException($"{path} has no images. {Layouts}.");
    }
}
