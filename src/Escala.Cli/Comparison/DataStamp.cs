using Escala.Data;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Tells whether data were changed.</summary>
internal static class DataStamp
{
    /// <summary>What the files look like now.</summary>
    /// <param name="path">A file, a glob, or a folder, which stands for all files in it.</param>
    /// <exception cref="DatasetException">There is no such file.</exception>
    public static IReadOnlyList<FileStampReport> Of(string path) =>
    [
        .. Files(path)
            .Select(file => new FileInfo(file))
            .Select(file => new FileStampReport(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))),
    ];

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : DatasetReader.FindFiles(path);
}
