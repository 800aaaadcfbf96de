namespace Escala.Data;

/// <summary>
/// Opens files as datasets. The core reads NPY and Arrow; other formats come with the readers that it is given:
/// <c>new DatasetReader(new DuckDbReader())</c>.
/// </summary>
public sealed class DatasetReader
{
    private readonly IReadOnlyList<IPieceReader> _readers;

    /// <summary>Creates the reader.</summary>
    /// <param name="readers">Readers beside the core's own; they come first where two read the same format. Default: none.</param>
    public DatasetReader(params IReadOnlyList<IPieceReader> readers)
    {
        ArgumentNullException.ThrowIfNull(readers);
        _readers = PieceReaders.WithOwn(readers);
    }

    /// <summary>The files that a path or glob names.</summary>
    /// <param name="pathOrGlob">As for <see cref="Open"/>.</param>
    /// <returns>The absolute paths in the order in which the files are read; at least one.</returns>
    /// <exception cref="DatasetException">There is no such file.</exception>
    public static IReadOnlyList<string> FindFiles(string pathOrGlob)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrGlob);
        return PathPattern.Files(pathOrGlob);
    }

    /// <summary>
    /// Finds out what is needed to read the rows later: files, columns, and which rows are used. Rows are only read where an
    /// answer needs them: to count them for a sample, to collect the categories of a text label, and to find where groups begin.
    /// </summary>
    /// <param name="pathOrGlob">
    /// A file, or several of one format by <c>*</c> and <c>?</c> in the names of files or folders; these are read in the ordinal
    /// order of their paths.
    /// </param>
    /// <param name="options">Which columns and rows to use; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be; every one of them is named.</exception>
    /// <exception cref="DatasetException">The data are not there, cannot be read, or have not the columns asked for.</exception>
    public Dataset Open(string pathOrGlob, DatasetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrGlob);
        options ??= new DatasetOptions();
        options.Validate();
        IReadOnlyList<string> paths = PathPattern.Files(pathOrGlob);
        IPieceReader reader = ReaderFor(paths);
        if (options.Sql is not null && !reader.SupportsSql)
        {
            throw new DatasetException(
                $"{paths[0]} cannot be queried with SQL. {SqlFormats()} Convert it to one of these, or leave the query out.");
        }

        return DatasetPlanner.Plan(reader, reader.Describe(paths, options.Sql, cancellationToken), options, cancellationToken);
    }

    private IPieceReader ReaderFor(IReadOnlyList<string> paths)
    {
        (IPieceReader Reader, string Format)? first = null;
        foreach (string path in paths)
        {
            (IPieceReader Reader, string Format) choice = ReaderFor(path);
            if (first is { } other && other.Format != choice.Format)
            {
                throw new DatasetException(
                    $"{paths[0]} and {path} are of different formats ({other.Format}, {choice.Format}). Name files of one format.");
            }

            first ??= choice;
        }

        return first!.Value.Reader;
    }

    /// <summary>The reader whose format is the longest ending of the file's name, so that <c>csv.gz</c> wins over <c>gz</c>.</summary>
    private (IPieceReader Reader, string Format) ReaderFor(string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        (IPieceReader, string)[] choices = [.. _readers
            .SelectMany(reader => reader.Formats, (Reader, Format) => (Reader, Format))
            .Where(choice => name.EndsWith("." + choice.Format, StringComparison.Ordinal))
            .OrderByDescending(choice => choice.Format.Length)];
        return choices.Length > 0
            ? choices[0]
            : throw new DatasetException(
                $"{path} has an ending that no reader knows. Readable endings: {Endings(_readers)}. Rename or convert the file.");
    }

    private string SqlFormats()
    {
        IPieceReader[] able = [.. _readers.Where(reader => reader.SupportsSql)];
        return able.Length > 0 ? $"These can: {Endings(able)}." : "None of the readers at hand can do that.";
    }

    private static string Endings(IEnumerable<IPieceReader> readers) =>
        string.Join(", ", readers.SelectMany(reader => reader.Formats).Distinct().Order(StringComparer.Ordinal));
}
