namespace Escala.Vision.Images;

/// <summary>Images that follow one another in a file at equal distances, each channel by channel and row by row.</summary>
internal sealed record ImageSegment
{
    /// <summary>The file.</summary>
    public required MappedFile File { get; init; }

    /// <summary>Where the first image's pixels begin.</summary>
    public required long Start { get; init; }

    /// <summary>The bytes from the beginning of one image to that of the next.</summary>
    public required long Stride { get; init; }

    /// <summary>The number of images.</summary>
    public required int Count { get; init; }

    /// <summary>The pixels of an image, as stored.</summary>
    /// <param name="index">The index of the image in the segment.</param>
    /// <param name="bytes">The bytes of an image.</param>
    public ReadOnlySpan<byte> Pixels(int index, int bytes) => File.Bytes(Start + (index * Stride), bytes);
}
