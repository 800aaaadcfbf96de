using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>Reads MNIST and its kin: files of images <c>(N, H, W)</c> and files of labels <c>(N)</c>, bytes both, in the IDX format.</summary>
internal static class IdxImages
{
    private static readonly string[] Endings = ["images-idx3-ubyte", "images.idx3-ubyte"];

    /// <summary>Whether a file is one of images by its name.</summary>
    public static bool IsImages(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Opens a training part and, where there is one, a test part.</summary>
    /// <param name="files">The files of images and of labels.</param>
    /// <exception cref="DatasetException">A file is not as it should be, or files do not belong together.</exception>
    public static ImageSource Open(PartFiles files)
    {
        using var opened = new OpenedFiles();
        (ImagePart training, ImageShape shape) = Part(files.TrainingImages, files.TrainingLabels, opened);
        ImagePart? test = null;
        if (files.TestImages is { } images)
        {
            (test, ImageShape testShape) = Part(images, files.TestLabels, opened);
            PartFiles.RequireSameShape(files.TrainingImages, shape, images, testShape);
        }

        return new ImageSource
        {
            Shape = shape,
            Type = NpyType.UInt8,
            Training = training,
            Test = test,
            ClassNames = null,
            StoredBytes = opened.Keep() + files.LabelsBytes,
        };
    }

    private static (ImagePart Part, ImageShape Shape) Part(string imagesPath, string? labelsPath, OpenedFiles opened)
    {
        IdxFile images = IdxFile.Open(imagesPath, 3, "images");
        opened.Add(images.File);
        int[] labels = labelsPath is null ? [] : Labels(labelsPath, imagesPath, images.Sizes[0]);
        var shape = new ImageShape(1, images.Sizes[1], images.Sizes[2]);
        PartFiles.RequireRoom(imagesPath, shape);
        var segment = new ImageSegment { File = images.File, Start = images.DataStart, Stride = shape.Count, Count = images.Sizes[0] };
        return (new ImagePart([segment], labels, labelsPath), shape);
    }

    private static int[] Labels(string path, string imagesPath, int count)
    {
        IdxFile file = IdxFile.Open(path, 1, "labels");
        using (file.File)
        {
            PartFiles.RequireSameCount(imagesPath, count, path, file.Sizes[0]);
            ReadOnlySpan<byte> bytes = file.File.Bytes(file.DataStart, file.Sizes[0]);
            var labels = new int[bytes.Length];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = bytes[i];
            }

            return labels;
        }
    }
}
