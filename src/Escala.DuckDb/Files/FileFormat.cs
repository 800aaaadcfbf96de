namespace Escala.DuckDb.Files;

/// <summary>The formats by the endings of file names.</summary>
internal static class FileFormat
{
    /// <summary>The endings, without the dot.</summary>
    public static IReadOnlyList<string> Endings { get; } =
    [
        "parquet", "csv", "csv.gz", "tsv", "tsv.gz", "json", "json.gz", "ndjson", "ndjson.gz", "jsonl", "jsonl.gz",
    ];

    /// <summary>The longest ending that a file name has.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">No ending fits.</exception>
    public static string Of(string path) =>
        Endings.Where(ending => path.EndsWith("." + ending, StringComparison.OrdinalIgnoreCase)).MaxBy(ending => ending.Length)
        ?? throw new DatasetException($"{path} must end in one of {string.Join(", ", Endings.Select(ending => "." + ending))}.");

    /// <summary>Whether values are separated by a character, and the file has a line of column names.</summary>
    /// <param name="format">The ending.</param>
    public static bool IsCsv(string format) =>
        format.StartsWith("csv", StringComparison.Ordinal) || format.StartsWith("tsv", StringComparison.Ordinal);

    /// <summary>Whether it is such a file as plain text, which can be read from the middle on.</summary>
    /// <param name="format">The ending.</param>
    public static bool IsPlainCsv(string format) => format is "csv" or "tsv";

    /// <summary>Whether it is Parquet, which knows its rows and types.</summary>
    /// <param name="format">The ending.</param>
    public static bool IsParquet(string format) => format == "parquet";
}
