using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// Images, with a class each unless they are unlabeled. Any image can be read at random, by any number of threads: nothing is copied but what is read, because
/// the files are mapped into memory, and those that are compressed are decoded once into a file that is. Dispose it when nobody reads any more.
/// </summary>
public sealed class ImageSet : IDisposable
{
    private readonly ImageSegment[] _segments;
    private readonly int[] _starts;
    private readonly int[] _labels;
    private readonly int _imageBytes;

    private ImageSet(ImageSource source, ImageSetOptions options)
    {
        _segments = [.. source.Training.Segments, .. source.Test?.Segments ?? []];
        _starts = Starts(_segments);
        _labels = [.. source.Training.Labels, .. source.Test?.Labels ?? []];
        Type = source.Type;
        Shape = source.Shape;
        _imageBytes = (int)Shape.Count * Type.Size;
        StoredBytes = source.StoredBytes;
        IsDecoded = source.IsDecoded;
        Paths = source.Paths;
        OwnTestCount = source.Test?.Count ?? 0;
        Count = source.Training.Count + OwnTestCount;
        ClassNames = source.ClassNames ?? [.. Enumerable.Range(0, source.Training.Labels.DefaultIfEmpty(-1).Max() + 1).Select(i => $"{i}")];
        Options = options;
    }

    /// <summary>The shape of every image, <c>(C, H, W)</c>.</summary>
    public ImageShape Shape { get; }

    /// <summary>The number of images; row numbers are from 0 to below it.</summary>
    public int Count { get; }

    /// <summary>The images of the data's own test part, which are the last rows; 0 where the data have none.</summary>
    public int OwnTestCount { get; }

    /// <summary>The names of the classes, by label: those of the data, or the labels themselves from 0 to the largest that trains; none where images are unlabeled.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of each image, as an index into <see cref="ClassNames"/>; empty where images are unlabeled.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Whether pixels are stored as bytes from 0 to 255, so that <see cref="Bytes"/> has them.</summary>
    public bool StoresBytes => Type == NpyType.UInt8;

    /// <summary>The bytes of the files as they are stored.</summary>
    public long StoredBytes { get; }

    /// <summary>The bytes that all pixels would take as float32.</summary>
    public long Float32Bytes => Count * Shape.Count * sizeof(float);

    /// <summary>How the images were read, and which of them test.</summary>
    public ImageSetOptions Options { get; }

    /// <summary>The type of the pixels as stored.</summary>
    internal NpyType Type { get; }

    /// <summary>Whether the pixels were decoded.</summary>
    internal bool IsDecoded { get; }

    /// <summary>The files that are read, those of labels included; none where pixels were decoded.</summary>
    internal IReadOnlyList<string> Paths { get; }

    /// <summary>
    /// Opens a set: a folder with MNIST or its kin (IDX), with CIFAR-10 or CIFAR-100 (binary), with <c>images.npy</c> and <c>labels.npy</c>
    /// (or <c>train-images.npy</c>, <c>test-images.npy</c> and so on), or with a folder of PNG and JPEG files per class (or such folders in
    /// <c>train</c> and <c>test</c>); or one IDX or NPY file of images, with its labels beside it.
    /// </summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends decoding.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or do not suit the data.</exception>
    /// <exception cref="DatasetException">The data are not there, or not as they should be; the message names the file.</exception>
    public static ImageSet Open(string path, ImageSetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ImageSetOptions();
        options.Validate();
        return Of(ImageSources.Open(Path.GetFullPath(path), options, cancellationToken), options, path);
    }

    /// <summary>A set of what a reader has found.</summary>
    /// <param name="source">What was found; its files become the set's.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="path">What it was opened by, for messages.</param>
    internal static ImageSet Of(ImageSource source, ImageSetOptions options, string path)
    {
        var set = new ImageSet(source, options);
        try
        {
            ImageSetCheck.Check(set, path);
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>The pixels of an image as stored, channel by channel and row by row. They are those of the file: nothing is copied.</summary>
    /// <param name="row">The row number.</param>
    /// <returns>The bytes, valid until the set is disposed.</returns>
    /// <exception cref="InvalidOperationException">Pixels are not stored as bytes.</exception>
    public ReadOnlySpan<byte> Bytes(int row) => StoresBytes
        ? Stored(row)
        : throw new InvalidOperationException($"The pixels are stored as {Type.Name}, not as bytes. Use Read, which gives float32.");

    /// <summary>Reads the pixels of an image as float32: as they are, without normalisation.</summary>
    /// <param name="row">The row number.</param>
    /// <param name="pixels">Takes C x H x W values, channel by channel and row by row.</param>
    public void Read(int row, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, (int)Shape.Count);
        Type.Decode(Stored(row), pixels);
    }

    /// <summary>The pixels of an image as they are stored, of <see cref="Type"/>.</summary>
    internal ReadOnlySpan<byte> Stored(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        int segment = 0;
        while (segment + 1 < _starts.Length && _starts[segment + 1] <= row)
        {
            segment++;
        }

        return _segments[segment].Pixels(row - _starts[segment], _imageBytes);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (ImageSegment segment in _segments)
        {
            segment.File.Dispose();
        }
    }

    private static int[] Starts(ImageSegment[] segments)
    {
        var starts = new int[segments.Length];
        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] = checked(starts[i - 1] + segments[i - 1].Count);
        }

        return starts;
    }
}
