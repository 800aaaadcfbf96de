using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>What data of images are like.</summary>
internal sealed record ImagesReport
{
    /// <summary>The shape of every image, <c>(C, H, W)</c>.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>The number of images.</summary>
    public required long Count { get; init; }

    /// <summary>The images of the data's own test part; 0 where they have none.</summary>
    public required long OwnTestCount { get; init; }

    /// <summary>The names of the classes, by label.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The bytes of the files as they are stored.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>The bytes that all pixels would take as float32.</summary>
    public required long Float32Bytes { get; init; }

    /// <summary>Whether files have to be decoded.</summary>
    public required bool IsDecoded { get; init; }

    /// <summary>Takes over what is known of images.</summary>
    public static ImagesReport Of(ImageData images) => new()
    {
        Shape = images.Shape,
        Count = images.Count,
        OwnTestCount = images.OwnTestCount,
        Classes = images.ClassNames,
        StoredBytes = images.StoredBytes,
        Float32Bytes = images.Float32Bytes,
        IsDecoded = images.IsDecoded,
    };
}
