using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// The files of images by class: a folder with a folder per class, whose name is the class's, or one with such folders in <c>train</c>
/// and <c>test</c>. Classes and files are in the ordinal order of their names; files that are no PNG or JPEG by their endings are passed
/// over, as are folders whose names begin with a dot. torchvision <c>ImageFolder</c>. Unlabeled images are in the ordinal order of their paths.
/// </summary>
internal sealed record ClassFolders
{
    private const string TrainingName = "train";
    private const string TestName = "test";

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The training files and the class of each; -1 where they are unlabeled.</summary>
    public required IReadOnlyList<(string Path, int Label)> Training { get; init; }

    /// <summary>The files of the data's own test part; none where they have none.</summary>
    public required IReadOnlyList<(string Path, int Label)> Test { get; init; }

    /// <summary>Whether a folder has folders in it, or, of unlabeled images, files anywhere.</summary>
    public static bool IsIn(string folder, ImageSetOptions options) =>
        options.IsUnlabeled ? UnlabeledFiles(folder).Any() : Folders(folder).Length > 0;

    /// <summary>Finds the files.</summary>
    /// <exception cref="DatasetException">There is no class, a class has no images, or the test part has a class that does not train.</exception>
    public static ClassFolders Find(string folder, ImageSetOptions options)
    {
        if (options.IsUnlabeled)
        {
            return new ClassFolders
            {
                ClassNames = [],
                Training = [.. UnlabeledFiles(folder).Order(StringComparer.Ordinal).Select(path => (path, -1))],
                Test = [],
            };
        }

        bool hasParts = Folders(folder).Select(NameOf).ToArray() is [TestName, TrainingName];
        string training = hasParts ? Path.Join(folder, TrainingName) : folder;
        string[] classes = [.. Folders(training).Select(NameOf)];
        if (classes.Length == 0)
        {
            throw new DatasetException($"{training} has no folder of a class. Put the images of each class into a folder of its name.");
        }

        return new ClassFolders
        {
            ClassNames = classes,
            Training = [.. Files(training, classes, classes)],
            Test = hasParts ? TestFiles(Path.Join(folder, TestName), classes) : [],
        };
    }

    private static IEnumerable<string> UnlabeledFiles(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
        .Where(ImageDecoder.IsImage);

    private static (string Path, int Label)[] TestFiles(string folder, string[] classes)
    {
        string[] found = [.. Folders(folder).Select(NameOf)];
        return found.Except(classes).FirstOrDefault() is { } unknown
            ? throw new DatasetException(
                $"{Path.Join(folder, unknown)} is of a class that has no training images. {NearestNames.Hint(unknown, classes)}")
            : [.. Files(folder, classes.Where(name => found.Contains(name)), classes)];
    }

    private static IEnumerable<(string Path, int Label)> Files(string folder, IEnumerable<string> names, string[] classes)
    {
        foreach (string name in names)
        {
            string path = Path.Join(folder, name);
            string[] files = [.. Directory.EnumerateFiles(path).Where(ImageDecoder.IsImage).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
            {
                throw new DatasetException($"{path} has no PNG or JPEG file. Put the images of the class there, or remove the folder.");
            }

            foreach (string file in files)
            {
                yield return (file, Array.IndexOf(classes, name));
            }
        }
    }

    private static string[] Folders(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Where(path => !NameOf(path).StartsWith('.')).Order(StringComparer.Ordinal)];

    private static string NameOf(string path) => Path.GetFileName(path)!;
}
