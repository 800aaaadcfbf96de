using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>The files of images and labels of a training part and, where there is one, of a test part.</summary>
internal sealed record PartFiles
{
    /// <summary>The training images.</summary>
    public required string TrainingImages { get; init; }

    /// <summary>Their labels; null where images are unlabeled.</summary>
    public string? TrainingLabels { get; init; }

    /// <summary>The test images; null where there are none.</summary>
    public string? TestImages { get; init; }

    /// <summary>Their labels; null where there are no test images, or they are unlabeled.</summary>
    public string? TestLabels { get; init; }

    /// <summary>The bytes of the files of labels.</summary>
    public long LabelsBytes => new[] { TrainingLabels, TestLabels }.OfType<string>().Sum(path => new FileInfo(path).Length);

    /// <summary>One file of images, all of which train or are still to be split.</summary>
    /// <param name="images">The file.</param>
    /// <param name="options">Which file has the labels.</param>
    public static PartFiles Of(string images, ImageSetOptions options) => new()
    {
        TrainingImages = images,
        TrainingLabels = options.Labels is { } labels ? Path.GetFullPath(labels) : LabelsBeside(images, options),
    };

    /// <summary>The parts of a folder: a file with <c>test</c> or <c>t10k</c> in its name is the test part.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="images">Its files of images, at least one.</param>
    /// <param name="options">Whether they have labels.</param>
    /// <exception cref="DatasetException">There is not one training part and at most one test part.</exception>
    public static PartFiles InFolder(string folder, IReadOnlyList<string> images, ImageSetOptions options)
    {
        ILookup<bool, string> parts = images.ToLookup(IsTest);
        if (parts[false].Count() != 1 || parts[true].Count() > 1)
        {
            throw new DatasetException(
                $"{folder} must have one file of training images and at most one of test images, but has "
                + $"{string.Join(", ", images.Select(Path.GetFileName))}. Name the file that is meant.");
        }

        PartFiles training = Of(parts[false].Single(), options);
        return parts[true].SingleOrDefault() is { } test ? training with { TestImages = test, TestLabels = LabelsBeside(test, options) } : training;
    }

    /// <summary>Refuses as many labels as there are not images.</summary>
    public static void RequireSameCount(string images, long imageCount, string labels, long labelCount)
    {
        if (imageCount != labelCount)
        {
            throw new DatasetException(
                $"{labels} has {labelCount} labels, but {images} has {imageCount} images. Name files that belong together.");
        }
    }

    /// <summary>Refuses a test part of another shape.</summary>
    public static void RequireSameShape(string training, ImageShape trainingShape, string test, ImageShape testShape)
    {
        if (trainingShape != testShape)
        {
            throw new DatasetException(
                $"{test} has images of {testShape}, but {training} has images of {trainingShape}. Name files that belong together.");
        }
    }

    /// <summary>Refuses images whose pixels cannot be counted in 31 bits.</summary>
    public static void RequireRoom(string path, ImageShape shape)
    {
        if ((Int128)shape.Channels * shape.Height * shape.Width > int.MaxValue / sizeof(double))
        {
            throw new DatasetException($"{path} has images of {shape}, which are too large to train on. Cut or scale them down.");
        }
    }

    private static bool IsTest(string path)
    {
        string name = Path.GetFileName(path);
        return name.Contains("test", StringComparison.OrdinalIgnoreCase) || name.Contains("t10k", StringComparison.OrdinalIgnoreCase);
    }

    private static string? LabelsBeside(string images, ImageSetOptions options)
    {
        if (options.IsUnlabeled)
        {
            return null;
        }

        string name = Path.GetFileName(images);
        string labels = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        string path = Path.Join(Path.GetDirectoryName(images), labels);
        return labels != name && File.Exists(path)
            ? path
            : throw new DatasetException($"{images} has no file of labels beside it: {path} was looked for. Name it with the option Labels.");
    }
}
