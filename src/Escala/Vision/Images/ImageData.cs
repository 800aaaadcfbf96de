using System.Text.Json.Serialization;
using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// Images as metadata: where they are, and what was seen of them. It is what a driver sends to ranks; it holds no pixels, and opens
/// nothing until <see cref="Open"/>.
/// </summary>
public sealed record ImageData
{
    /// <summary>The absolute path of the folder or file.</summary>
    public required string Path { get; init; }

    /// <summary>How it is read, and which images test.</summary>
    public required ImageSetOptions Options { get; init; }

    /// <summary>The shape of every image, <c>(C, H, W)</c>.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>The number of images, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The images of the data's own test part, which are the last rows; 0 where the data have none.</summary>
    public required int OwnTestCount { get; init; }

    /// <summary>The names of the classes, by label; none where images are unlabeled.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The bytes of the files as they are stored.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Whether files have to be decoded, so that opening takes work: PNG and JPEG.</summary>
    public required bool IsDecoded { get; init; }

    /// <summary>The files that are mapped into memory, those of labels included; none where files have to be decoded.</summary>
    public IReadOnlyList<ImageFile> Files { get; init; } = [];

    /// <summary>The files that have to be decoded, one for each row, relative to <see cref="Path"/>; none elsewhere, and none where ranks are told of the data.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DecodedFiles { get; init; } = [];

    /// <summary>The bytes that all pixels would take as float32.</summary>
    public long Float32Bytes => Count * Shape.Count * sizeof(float);

    /// <summary>
    /// Finds out what a path holds: labels are read, and of PNG and JPEG files the headers; pixels are not. For what can be
    /// named see <see cref="ImageSet.Open"/>.
    /// </summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or do not suit the data.</exception>
    /// <exception cref="DatasetException">The data are not there, or not as they should be; the message names the file.</exception>
    public static ImageData Describe(string path, ImageSetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ImageSetOptions();
        options.Validate();
        string full = System.IO.Path.GetFullPath(path);
        if (ImageSources.HasToDecode(full, options))
        {
            ImageData decoded = DecodedImages.Describe(full, options, cancellationToken);
            ImageSetCheck.RequireOneTestPart(decoded.OwnTestCount, options, path);
            return decoded;
        }

        using ImageSet set = ImageSet.Open(path, options, cancellationToken);
        return new ImageData
        {
            Path = full,
            Options = options,
            Shape = set.Shape,
            Count = set.Count,
            OwnTestCount = set.OwnTestCount,
            ClassNames = set.ClassNames,
            StoredBytes = set.StoredBytes,
            IsDecoded = false,
            Files = [.. set.Paths.Select(file => new ImageFile(file, new FileInfo(file).Length))],
        };
    }

    /// <summary>Opens the images. Dispose the set when nobody reads any more.</summary>
    /// <param name="threads">The cores that decoding may use, at least 1; null for those of <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Ends decoding.</param>
    /// <exception cref="DatasetException">The data are not what they were, or not as they should be.</exception>
    public ImageSet Open(int? threads = null, CancellationToken cancellationToken = default)
    {
        NodeFiles.Require(Files.Select(file => (file.Path, file.Bytes)));
        ImageSet set = ImageSet.Open(Path, Options with { Threads = threads ?? Options.Threads }, cancellationToken);
        if (set.Shape == Shape && set.Count == Count && set.OwnTestCount == OwnTestCount && set.ClassNames.SequenceEqual(ClassNames))
        {
            return set;
        }

        set.Dispose();
        throw new DatasetException(
            $"{Path} must have {Count} images of {Shape} in {ClassNames.Count} classes, as when it was described, but has {set.Count} of {set.Shape} "
            + $"in {set.ClassNames.Count}. Describe it again.");
    }
}
