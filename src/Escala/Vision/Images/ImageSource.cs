using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>What a reader of images has found. Whoever takes it disposes the files of its segments.</summary>
internal sealed record ImageSource
{
    /// <summary>The shape of every image.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>The type of the pixels as stored.</summary>
    public required NpyType Type { get; init; }

    /// <summary>The images that train, or that are still to be split.</summary>
    public required ImagePart Training { get; init; }

    /// <summary>The data's own test part; null where they have none.</summary>
    public required ImagePart? Test { get; init; }

    /// <summary>Whether the pixels were decoded, so that no file has them as they are read. Default false.</summary>
    public bool IsDecoded { get; init; }

    /// <summary>The files that the images are read from, those of labels included; none where pixels were decoded.</summary>
    public IReadOnlyList<string> Paths => IsDecoded
        ? []
        : [.. new[] { Training, Test }.OfType<ImagePart>()
            .SelectMany(part => part.Segments.Select(segment => segment.File.Path).Append(part.LabelsPath))
            .OfType<string>()
            .Distinct()];

    /// <summary>The names of the classes; null where labels are bare numbers, or there are none.</summary>
    public required IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The bytes of all files that were read.</summary>
    public required long StoredBytes { get; init; }
}
