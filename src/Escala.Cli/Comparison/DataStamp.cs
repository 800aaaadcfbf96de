using Escala.Data;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Tells whether data were changed.</summary>
internal static class DataStamp
{
    /// <summary>What the files look like now.</summary>
    /// <param name="path">A file or a glob.</param>
    /// <exception cref="DatasetException">There is no such file.</exception>
    public static IReadOnlyList<FileStampReport> Of(string path) =>
    [
        .. DatasetReader.FindFiles(path)
            .Select(file => new FileInfo(file))
            .Select(file => new FileStampReport(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))),
    ];
}
