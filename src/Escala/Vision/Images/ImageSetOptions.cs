namespace Escala.Vision.Images;

/// <summary>How images are read, and which of them test.</summary>
public sealed record ImageSetOptions
{
    /// <summary>
    /// The file with the labels, where one file of images is given. Default null: the file beside it whose name has <c>labels</c> for
    /// <c>images</c> (and <c>idx1</c> for <c>idx3</c>).
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>
    /// Whether the images have no classes, as those that are to be predicted: labels are not read, and folders are searched for PNG and JPEG
    /// files as deep as they go, whatever they are called. Default false. Without labels images can only be predicted.
    /// </summary>
    public bool IsUnlabeled { get; init; }

    /// <summary>
    /// The height and width that decoded images are brought to, each pixel the mean of those it covers, weighted by a triangle. For
    /// folders of PNG and JPEG. Default null: all images must be of one size.
    /// </summary>
    public ImageSize? Resize { get; init; }

    /// <summary>
    /// The share of the images kept for testing, at least 0 and below 1. Default 0: none. Not for data that have a test part of their own.
    /// </summary>
    public double TestFraction { get; init; }

    /// <summary>
    /// How many images to use, chosen by the seed among those that are not the data's own test part, at least 1; that one is used whole.
    /// Default null: all.
    /// </summary>
    public int? SampleImages { get; init; }

    /// <summary>The seed of the split, and of the sample. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// The folder that decoded images are kept in, as long as the set is open, one byte per pixel and channel; for folders of PNG and
    /// JPEG. Default null: the system's folder for temporary files.
    /// </summary>
    public string? ScratchFolder { get; init; }

    /// <summary>The cores that reading may use, at least 1. Default null: all.</summary>
    public int? Threads { get; init; }

    /// <summary>Checks everything that can be checked without the data.</summary>
    /// <exception cref="InvalidOptionsException">One or more options are outside what they may be; all are named.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (!(TestFraction is >= 0 and < 1))
        {
            faults.Add(
                $"TestFraction of ImageSetOptions must be at least 0 and below 1, but was {TestFraction}. "
                + "Give the share of the images to keep for testing.");
        }

        if (IsUnlabeled && Labels is not null)
        {
            faults.Add($"Labels of ImageSetOptions must be left out where IsUnlabeled is true, but was {Labels}. Leave out one of the two.");
        }

        if (Resize is not null and not { Height: >= 1, Width: >= 1 })
        {
            faults.Add($"Resize of ImageSetOptions must be at least 1x1, but was {Resize}. Leave it out where all images are of one size.");
        }

        if (SampleImages < 1)
        {
            faults.Add($"SampleImages of ImageSetOptions must be at least 1, but was {SampleImages}. Leave it out to use all images.");
        }

        if (Threads < 1)
        {
            faults.Add($"Threads of ImageSetOptions must be at least 1, but was {Threads}. Leave it out to use all cores.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
