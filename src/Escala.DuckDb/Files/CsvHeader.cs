using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Escala.DuckDb.Files;

/// <summary>
/// The first line of a CSV file: the column names and the separator. It is read here and not guessed by DuckDB, which takes a
/// file with a short row for a file of one column.
/// </summary>
/// <param name="Names">The column names; a name that is empty in the file is <c>columnI</c> with its 0-based place.</param>
/// <param name="Separator">The character between values.</param>
internal sealed record CsvHeader(IReadOnlyList<string> Names, char Separator)
{
    private const int MaxLineLength = 1 << 21;
    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its ending.</param>
    /// <exception cref="DatasetException">The file is empty, has no names, or the same name twice.</exception>
    public static CsvHeader Read(string path, string format)
    {
        string line = FirstLine(path, format);
        if (string.IsNullOrWhiteSpace(line))
        {
            throw new DatasetException($"{path} is empty: it has no line of column names. Give a file with a header and rows.");
        }

        char separator = format.StartsWith("tsv", StringComparison.Ordinal) ? '\t' : MostFrequentSeparator(line);
        List<string> names = Split(line, separator);
        RequireNames(path, names);
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = names[i].Length == 0 ? $"column{i}" : names[i];
        }

        string? twice = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? new CsvHeader(names, separator)
            : throw new DatasetException(
                $"{path} has two columns named \"{twice}\" (upper and lower case count as equal). Give each column a name of its own.");
    }

    private static string FirstLine(string path, string format)
    {
        using FileStream file = Open(path);
        using Stream bytes = format.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        var line = new StringBuilder();
        bool quoted = false;
        try
        {
            for (int next = reader.Read(); next >= 0 && (quoted || next is not ('\n' or '\r')); next = reader.Read())
            {
                quoted ^= next == '"';
                line.Append((char)next);
                if (line.Length > MaxLineLength)
                {
                    throw new DatasetException($"{path} has a first line of more than {MaxLineLength:N0} characters. Is it a CSV file?");
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException($"{path} is damaged, or not compressed by gzip: {error.Message}", error);
        }

        return line.ToString();
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static char MostFrequentSeparator(string line)
    {
        int[] counts = new int[s_separators.Length];
        bool quoted = false;
        foreach (char c in line)
        {
            quoted ^= c == '"';
            int index = quoted ? -1 : Array.IndexOf(s_separators, c);
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        return s_separators[Array.IndexOf(counts, counts.Max())];
    }

    private static List<string> Split(string line, char separator)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == separator && !quoted))
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else if (line[i] != '"')
            {
                name.Append(line[i]);
            }
            else if (quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                name.Append(line[i++]);
            }
            else
            {
                quoted = !quoted;
            }
        }

        return names;
    }

    // Whole numbers that rise (0, 1, 2 or 1990, 1995) do serve as names; any other number stands in a row of data.
    private static void RequireNames(string path, List<string> names)
    {
        long previous = -1;
        bool allNumbers = names.Count > 0;
        foreach (string name in names)
        {
            bool isNumber = double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number);
            bool isWhole = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long whole);
            allNumbers &= isWhole && whole > previous;
            previous = whole;
            if (isNumber && !isWhole)
            {
                throw NoHeader(path, name);
            }
        }

        if (!allNumbers && names.TrueForAll(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            throw NoHeader(path, names[0]);
        }
    }

    private static DatasetException NoHeader(string path, string value) => new(
        $"{path} must begin with a line of column names, but its first line holds the number {value}. Add a line with the names.");
}
