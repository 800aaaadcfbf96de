using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// Reads the binary version of CIFAR-10 and CIFAR-100 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009): records
/// of a label and 3x32x32 bytes; CIFAR-100 has the coarse label before the fine one, which is the class.
/// </summary>
internal static class CifarImages
{
    private static readonly ImageShape Shape = new(3, 32, 32);

    private static readonly Variant Ten = new("CIFAR-10", 10, 1, "data_batch_*.bin", "test_batch.bin", "batches.meta.txt");

    private static readonly Variant Hundred = new("CIFAR-100", 100, 2, "train.bin", "test.bin", "fine_label_names.txt");

    /// <summary>Whether a folder holds one of them, by the names of its files.</summary>
    public static bool IsIn(string folder) => VariantOf(folder) is not null;

    /// <summary>Opens the training batches and, where it is there, the test batch of a folder.</summary>
    /// <exception cref="DatasetException">A file is not whole, or has a label that there is no class for.</exception>
    public static ImageSource Open(string folder)
    {
        Variant variant = VariantOf(folder)!;
        using var opened = new OpenedFiles();
        ImagePart training = Part(Files(folder, variant.Training), variant, opened);
        string[] test = Files(folder, variant.Test);
        ImagePart? testPart = test.Length == 0 ? null : Part(test, variant, opened);
        return new ImageSource
        {
            Shape = Shape,
            Type = NpyType.UInt8,
            Training = training,
            Test = testPart,
            ClassNames = Names(folder, variant),
            StoredBytes = opened.Keep(),
        };
    }

    private static Variant? VariantOf(string folder) =>
        Files(folder, Ten.Training).Length > 0 ? Ten
        : Files(folder, Hundred.Training).Length > 0 && Files(folder, Hundred.Test).Length > 0 ? Hundred
        : null;

    private static string[] Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)];

    private static ImagePart Part(string[] paths, Variant variant, OpenedFiles opened)
    {
        List<ImageSegment> segments = [];
        List<int> labels = [];
        foreach (string path in paths)
        {
            MappedFile file = MappedFile.Open(path);
            opened.Add(file);
            ImageSegment segment = Segment(file, variant);
            segments.Add(segment);
            AddLabels(segment, variant, labels);
        }

        return new ImagePart(segments, [.. labels], paths[0]);
    }

    private static ImageSegment Segment(MappedFile file, Variant variant)
    {
        long record = variant.LabelBytes + Shape.Count;
        return file.Length % record == 0
            ? new ImageSegment { File = file, Start = variant.LabelBytes, Stride = record, Count = checked((int)(file.Length / record)) }
            : throw new DatasetException(
                $"{file.Path} is truncated, or not of {variant.Name}: it has {file.Length} bytes, which is no whole number of records of "
                + $"{record}. Download it again.");
    }

    private static void AddLabels(ImageSegment segment, Variant variant, List<int> labels)
    {
        for (int i = 0; i < segment.Count; i++)
        {
            int label = segment.File.Bytes(segment.Start + (i * segment.Stride) - 1, 1)[0];
            if (label >= variant.Classes)
            {
                throw new DatasetException(
                    $"{segment.File.Path}, image {i} has the label {label}, but {variant.Name} has the labels 0 to {variant.Classes - 1}. "
                    + "Download it again.");
            }

            labels.Add(label);
        }
    }

    /// <summary>The names, a line each; the numbers where there is no such file.</summary>
    private static string[] Names(string folder, Variant variant)
    {
        string path = Path.Join(folder, variant.Names);
        string[] lines = File.Exists(path) ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)] : [];
        return lines.Length == variant.Classes ? lines
            : lines.Length == 0 ? [.. Enumerable.Range(0, variant.Classes).Select(i => $"{i}")]
            : throw new DatasetException($"{path} must have {variant.Classes} names of classes, but has {lines.Length}. Download it again.");
    }

    /// <summary>What differs between the two.</summary>
    private sealed record Variant(string Name, int Classes, int LabelBytes, string Training, string Test, string Names);
}
