using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// Reads NPY files: images <c>(N, C, H, W)</c>, or grey ones <c>(N, H, W)</c>, of any type of numbers, and whole numbers of at least 0 as
/// labels <c>(N)</c>.
/// </summary>
internal static class NpyImages
{
    /// <summary>Whether a file is one of images by its name, where a folder is given.</summary>
    public static bool IsImages(string path) => path.EndsWith("images.npy", StringComparison.Ordinal);

    /// <summary>Opens a training part and, where there is one, a test part.</summary>
    /// <param name="files">The files of images and of labels.</param>
    /// <exception cref="DatasetException">A file is not as it should be, or files do not belong together.</exception>
    public static ImageSource Open(PartFiles files)
    {
        using var opened = new OpenedFiles();
        (ImagePart training, ImageShape shape, NpyType type) = Part(files.TrainingImages, files.TrainingLabels, opened);
        ImagePart? test = null;
        if (files.TestImages is { } images)
        {
            (test, ImageShape testShape, NpyType testType) = Part(images, files.TestLabels, opened);
            PartFiles.RequireSameShape(files.TrainingImages, shape, images, testShape);
            if (testType != type)
            {
                throw new DatasetException(
                    $"{images} has values of type {testType.Name}, but {files.TrainingImages} has values of type {type.Name}. "
                    + "Convert one of them with astype.");
            }
        }

        return new ImageSource
        {
            Shape = shape,
            Type = type,
            Training = training,
            Test = test,
            ClassNames = null,
            StoredBytes = opened.Keep() + files.LabelsBytes,
        };
    }

    private static (ImagePart Part, ImageShape Shape, NpyType Type) Part(string imagesPath, string? labelsPath, OpenedFiles opened)
    {
        MappedFile file = MappedFile.Open(imagesPath);
        opened.Add(file);
        NpyLayout layout = Layout(imagesPath);
        (int count, ImageShape shape) = Shape(imagesPath, layout);
        long stride = shape.Count * layout.Type.Size;
        RequireWhole(file, layout, count, stride);
        int[] labels = labelsPath is null ? [] : Labels(labelsPath, imagesPath, count);
        var segment = new ImageSegment { File = file, Start = layout.DataStart, Stride = stride, Count = count };
        return (new ImagePart([segment], labels, labelsPath), shape, layout.Type);
    }

    private static NpyLayout Layout(string path)
    {
        using FileStream stream = DataFileStream.Open(path);
        return NpyLayout.Read(stream, path);
    }

    private static void RequireWhole(MappedFile file, NpyLayout layout, int count, long stride)
    {
        Int128 wanted = layout.DataStart + ((Int128)count * stride);
        if (file.Length < wanted)
        {
            throw new DatasetException(
                $"{file.Path} is truncated: ({layout.ShapeText}) values of type {layout.Type.Name} take {wanted} bytes, but it has {file.Length}. "
                + "Copy or write it again.");
        }
    }

    private static (int Count, ImageShape Shape) Shape(string path, NpyLayout layout)
    {
        IReadOnlyList<long> sizes = layout.Sizes;
        if (sizes.Count is not (3 or 4) || sizes.Any(size => size is < 1 or > int.MaxValue))
        {
            throw new DatasetException(
                $"{path} must have images of the shape (N, C, H, W) or (N, H, W), but has the shape ({layout.ShapeText}). "
                + "Bring it into that with reshape or transpose.");
        }

        if (layout.IsColumnMajor)
        {
            throw new DatasetException($"{path} is column-major, so that no image is in one piece. Write it with numpy.ascontiguousarray.");
        }

        var shape = new ImageShape(sizes.Count == 4 ? (int)sizes[1] : 1, (int)sizes[^2], (int)sizes[^1]);
        PartFiles.RequireRoom(path, shape);
        return ((int)sizes[0], shape);
    }

    private static int[] Labels(string path, string imagesPath, int count)
    {
        using FileStream stream = DataFileStream.Open(path);
        (double[] values, int rows, int columns) = NpyFile.ReadDoubles(stream, path);
        if (columns != 1)
        {
            throw new DatasetException($"{path} must have labels of the shape (N), but has the shape ({rows}, {columns}). Give class numbers.");
        }

        PartFiles.RequireSameCount(imagesPath, count, path, rows);
        var labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            double value = values[i];
            labels[i] = value is >= 0 and <= int.MaxValue && value == Math.Floor(value)
                ? (int)value
                : throw new DatasetException(
                    $"{path}, row {i} has the label {value}, which is no class: labels are whole numbers of at least 0. Correct it.");
        }

        return labels;
    }
}
