using Escala.Data;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>Which data a result comes from.</summary>
internal sealed record DataReport
{
    /// <summary>What <see cref="RowOrder"/> says.</summary>
    public const string NotReproducible = "not reproducible";

    /// <summary>What was given: a file, a folder, a glob, a sample's name, or what names rows of a cluster.</summary>
    public required string Given { get; init; }

    /// <summary>The files, or the one file that holds the result of a query that had to be run as a whole.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>Which rank reads what of them; empty for images, of which every rank reads its share of every mini-batch.</summary>
    public required IReadOnlyList<PieceReport> Pieces { get; init; }

    /// <summary>Their format.</summary>
    public required string Format { get; init; }

    /// <summary>Their size.</summary>
    public required long Bytes { get; init; }

    /// <summary>The query, or null.</summary>
    public string? Sql { get; init; }

    /// <summary><see cref="NotReproducible"/> where the rows came in an order that may be another one the next time; else null.</summary>
    public string? RowOrder { get; init; }

    /// <summary>What the images are like; null where the data are rows.</summary>
    public ImagesReport? Images { get; init; }

    /// <summary>Describes a dataset.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="plan">The data.</param>
    /// <param name="sql">The query, or null.</param>
    /// <param name="world">The ranks that read it.</param>
    public static DataReport Of(string given, DataPlan plan, string? sql, int world) => new()
    {
        Given = given,
        Files = [.. plan.Files.Select(file => new FileReport(file.Path, file.Bytes, file.Rows, file.RowGroups?.Count ?? 1))],
        Pieces = [.. Enumerable.Range(0, world).SelectMany(rank => PiecesOf(plan, rank, world))],
        Format = plan.Files[0].Format,
        Bytes = plan.Bytes,
        Sql = sql,
    };

    /// <summary>Describes images.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="images">The images.</param>
    public static DataReport Of(string given, ImageData images) => new()
    {
        Given = given,
        Files = images.IsDecoded
            ? [new FileReport(images.Path, images.StoredBytes, images.Count, 1)]
            : [.. images.Files.Select(file => new FileReport(file.Path, file.Bytes, null, 1))],
        Pieces = [],
        Format = FormatOf(images),
        Bytes = images.StoredBytes,
        Images = ImagesReport.Of(images),
    };

    private static string FormatOf(ImageData images) => images.IsDecoded ? "PNG and JPEG"
        : images.Files[0].Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? "NPY"
        : images.Files[0].Path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? "CIFAR"
        : "IDX";

    private static IEnumerable<PieceReport> PiecesOf(DataPlan plan, int rank, int world) =>
        plan.PiecesOf(rank, world).Select(piece =>
            new PieceReport(rank, piece.FileIndex, piece.StartRow, piece.EndRow, piece.StartByte, piece.EndByte));
}
