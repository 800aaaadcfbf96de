using Escala.Data;
using Escala.Numerics;

namespace Escala.Vision.Images;

/// <summary>
/// Decodes folders of PNG and JPEG files on all cores into one file of bytes <c>(N, C, H, W)</c>, which is mapped and has no name any
/// more: it goes with the set, even where the process is killed. Images are grey if all of them are, and else have three channels.
/// </summary>
internal sealed class DecodedImages
{
    private readonly IReadOnlyList<(string Path, int Label)> _files;
    private readonly ImageSetOptions _options;
    private readonly CoreTeam _team;
    private readonly CancellationToken _cancellationToken;

    private DecodedImages(
        IReadOnlyList<(string Path, int Label)> files, ImageSetOptions options, CoreTeam team, CancellationToken cancellationToken)
    {
        _files = files;
        _options = options;
        _team = team;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Decodes the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">
    /// A file is damaged, images are of unequal sizes and none was asked for, or there is no room for them.
    /// </exception>
    public static ImageSource Open(string folder, ImageSetOptions options, CancellationToken cancellationToken)
    {
        var classes = ClassFolders.Find(folder, options);
        (string Path, int Label)[] files = [.. classes.Training, .. classes.Test];
        using var team = new CoreTeam(options.Threads ?? Environment.ProcessorCount);
        var images = new DecodedImages(files, options, team, cancellationToken);
        ImageShape shape = images.FindShape();
        MappedFile pixels = images.Decode(shape);
        int training = classes.Training.Count;
        return new ImageSource
        {
            Shape = shape,
            Type = NpyType.UInt8,
            Training = Part(pixels, shape, 0, classes.Training, folder),
            Test = classes.Test.Count == 0 ? null : Part(pixels, shape, training, classes.Test, folder),
            IsDecoded = true,
            ClassNames = classes.ClassNames,
            StoredBytes = files.Sum(file => new FileInfo(file.Path).Length),
        };
    }

    /// <summary>Describes a folder by the headers of its files; nothing is decoded.</summary>
    /// <inheritdoc cref="Open"/>
    public static ImageData Describe(string folder, ImageSetOptions options, CancellationToken cancellationToken)
    {
        var classes = ClassFolders.Find(folder, options);
        (string Path, int Label)[] files = [.. classes.Training, .. classes.Test];
        using var team = new CoreTeam(options.Threads ?? Environment.ProcessorCount);
        return new ImageData
        {
            Path = folder,
            Options = options,
            Shape = new DecodedImages(files, options, team, cancellationToken).FindShape(),
            Count = files.Length,
            OwnTestCount = classes.Test.Count,
            ClassNames = classes.ClassNames,
            StoredBytes = files.Sum(file => new FileInfo(file.Path).Length),
            IsDecoded = true,
            DecodedFiles = [.. files.Select(file => Path.GetRelativePath(folder, file.Path))],
        };
    }

    private static ImagePart Part(
        MappedFile pixels, ImageShape shape, int first, IReadOnlyList<(string Path, int Label)> files, string folder)
    {
        var segment = new ImageSegment { File = pixels, Start = first * shape.Count, Stride = shape.Count, Count = files.Count };
        return new ImagePart([segment], [.. files.Select(file => file.Label).Where(label => label >= 0)], folder);
    }

    /// <summary>The shape of all images, from their headers.</summary>
    private ImageShape FindShape()
    {
        var infos = new ImageFileInfo[_files.Count];
        ForEachFile(i => infos[i] = ImageDecoder.Describe(_files[i].Path));
        ImageSize size = _options.Resize ?? infos[0].Size;
        int other = _options.Resize is null ? Array.FindIndex(infos, info => info.Size != size) : -1;
        if (other >= 0)
        {
            throw new DatasetException(
                $"{_files[other].Path} is {infos[other].Size} pixels, but {_files[0].Path} is {size}. "
                + "Make them of one size, or have them resized with the option Resize.");
        }

        var shape = new ImageShape(infos.All(info => info.IsGrey) ? 1 : 3, size.Height, size.Width);
        PartFiles.RequireRoom(_files[0].Path, shape);
        return shape;
    }

    private MappedFile Decode(ImageShape shape)
    {
        MappedFile pixels = Scratch(_files.Count * shape.Count);
        try
        {
            ForEachFile(i => Decode(_files[i].Path, shape, pixels.Writable(i * shape.Count, (int)shape.Count)));
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static void Decode(string path, ImageShape shape, Span<byte> target)
    {
        (ImageSize size, byte[] decoded) = ImageDecoder.Decode(path, shape.Channels);
        byte[] resized = ImageResize.Resize(decoded, size, shape.Channels, new ImageSize(shape.Height, shape.Width));
        int plane = shape.Height * shape.Width;
        for (int c = 0; c < shape.Channels; c++)
        {
            Span<byte> channel = target.Slice(c * plane, plane);
            for (int i = 0; i < plane; i++)
            {
                channel[i] = resized[(i * shape.Channels) + c];
            }
        }
    }

    /// <summary>Does something for every file. Where several fail, the fault of the first is thrown, for any number of threads.</summary>
    private void ForEachFile(Action<int> action)
    {
        var gate = new Lock();
        int failed = int.MaxValue;
        DatasetException? fault = null;
        _team.ForEach(_files.Count, (_, i) =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (i > Volatile.Read(ref failed))
            {
                return;
            }

            try
            {
                action(i);
            }
            catch (DatasetException exception)
            {
                lock (gate)
                {
                    (failed, fault) = i < failed ? (i, exception) : (failed, fault);
                }
            }
        });

        if (fault is not null)
        {
            throw fault;
        }
    }

    /// <summary>A new file without a name. Its room is reserved at once: a map of a file that has none would end the process.</summary>
    private MappedFile Scratch(long bytes)
    {
        string folder = _options.ScratchFolder ?? Path.GetTempPath();
        string path = Path.Join(folder, $"escala-images-{Path.GetRandomFileName()}");
        try
        {
            var stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                PreallocationSize = bytes,
            });
            stream.SetLength(bytes);
            var file = new MappedFile(stream, isWritten: true);
            File.Delete(path);
            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(
                $"{folder} has no room for {bytes} bytes of decoded images: {fault.Message} Give a folder with the option ScratchFolder.", fault);
        }
    }
}
