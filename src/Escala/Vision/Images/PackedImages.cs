using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Engines;

namespace Escala.Vision.Images;

/// <summary>
/// A set of images as files of a job, for ranks that do not see the driver's folder: the pixels as stored, <c>(N, C, H, W)</c>, and the labels
/// <c>(N)</c> where there are some. What else is to be known of them travels in the operator's options.
/// </summary>
/// <param name="data">The images.</param>
internal sealed class PackedImages(ImageData data) : IPackable
{
    /// <summary>The name of the file of pixels.</summary>
    public const string ImagesFile = "images.npy";

    /// <summary>The name of the file of labels.</summary>
    public const string LabelsFile = "labels.npy";

    /// <inheritdoc/>
    public bool IsAlwaysPacked => data.IsDecoded;

    /// <summary>Opens the images of a job on a rank: the files that came with the job where some did, else the driver's.</summary>
    /// <param name="data">The images as the driver saw them.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends decoding.</param>
    /// <exception cref="DatasetException">They are not there, or are others.</exception>
    public static ImageSet Open(ImageData data, RankContext rank, CancellationToken cancellationToken)
    {
        IRankReporter reporter = rank.Reporter;
        return reporter.HasInputFile(ImagesFile)
            ? Unpack(data, reporter.InputFile(ImagesFile), reporter.HasInputFile(LabelsFile) ? reporter.InputFile(LabelsFile) : null)
            : data.Open(rank.Threads, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Pack(string folder, CancellationToken cancellationToken)
    {
        using ImageSet set = data.Open(cancellationToken: cancellationToken);
        string images = Path.Join(folder, ImagesFile), labels = Path.Join(folder, LabelsFile);
        using (FileStream stream = File.Create(images))
        {
            stream.Write(NpyHeader.Bytes(set.Type, set.Count, set.Shape.Channels, set.Shape.Height, set.Shape.Width));
            for (int row = 0; row < set.Count; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                stream.Write(set.Stored(row));
            }
        }

        var files = new Dictionary<string, string> { [ImagesFile] = images };
        if (set.Labels.IsEmpty)
        {
            return files;
        }

        using (FileStream stream = File.Create(labels))
        {
            stream.Write(NpyHeader.Bytes(NpyType.Int32, set.Count));
            stream.Write(MemoryMarshal.AsBytes(set.Labels));
        }

        files.Add(LabelsFile, labels);
        return files;
    }

    private static ImageSet Unpack(ImageData data, string images, string? labels)
    {
        ImageSource packed = NpyImages.Open(new PartFiles { TrainingImages = images, TrainingLabels = labels });
        ImageSource source = packed with
        {
            Training = Rows(packed, 0, data.Count - data.OwnTestCount),
            Test = data.OwnTestCount == 0 ? null : Rows(packed, data.Count - data.OwnTestCount, data.Count),
            ClassNames = data.ClassNames,
            StoredBytes = data.StoredBytes,
        };
        return ImageSet.Of(source, data.Options, data.Path);
    }

    private static ImagePart Rows(ImageSource packed, int first, int end)
    {
        ImageSegment all = packed.Training.Segments[0];
        ImageSegment some = all with { Start = all.Start + (first * all.Stride), Count = end - first };
        return new ImagePart([some], packed.Training.Labels is [] ? [] : packed.Training.Labels[first..end], packed.Training.LabelsPath);
    }
}
