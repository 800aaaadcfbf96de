namespace Escala.Data;

/// <summary>Reads the pieces of files of some formats.</summary>
public interface IPieceReader
{
    /// <summary>The formats it reads, as file name endings without the dot, lower case: <c>npy</c>.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>Whether it can apply SQL.</summary>
    bool SupportsSql { get; }

    /// <summary>Reads the metadata of files of one format, which must agree in their columns.</summary>
    /// <param name="paths">Absolute paths of existing files, at least one.</param>
    /// <param name="sql">A query over <c>data</c>, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A file is empty, damaged, or differs from the first one; or the SQL has an error.</exception>
    DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken);

    /// <summary>Counts the rows of a file whose <see cref="DataFile.Rows"/> is null.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    long CountRows(DataFile file, CancellationToken cancellationToken);

    /// <summary>Opens a piece. Only the columns asked for are decoded.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="cancellationToken">Ends the opening and every later read.</param>
    IPieceRows Open(PieceRequest request, CancellationToken cancellationToken);

    /// <summary>The distinct strings of a text column of a piece, in ordinal order, without null.</summary>
    /// <param name="request">What to read; its only feature is the text column.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The first value of a text column that is not a number, to be named in a message; null where the column has none.
    /// </summary>
    /// <param name="request">What to read; its only feature is the text column.</param>
    /// <param name="cancellationToken">Ends it.</param>
    TextValue? FindText(PieceRequest request, CancellationToken cancellationToken);
}
