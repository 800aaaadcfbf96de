namespace Escala.Data;

/// <summary>Finds the files of a path or glob.</summary>
internal static class PathPattern
{
    private static readonly EnumerationOptions Matching = new()
    {
        MatchCasing = MatchCasing.CaseSensitive,
        MatchType = MatchType.Simple,
        AttributesToSkip = FileAttributes.None,
    };

    /// <summary>The absolute paths, in ordinal order; at least one.</summary>
    /// <param name="pathOrGlob">A path, or one with <c>*</c> and <c>?</c> in the names of files or folders.</param>
    /// <exception cref="DatasetException">There is no such file.</exception>
    public static IReadOnlyList<string> Files(string pathOrGlob)
    {
        string path = Path.GetFullPath(pathOrGlob);
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            throw new DatasetException($"{path} is a folder. Name a file, or several with a glob such as {Path.Join(path, "*.parquet")}.");
        }

        if (!pathOrGlob.AsSpan().ContainsAny('*', '?'))
        {
            throw new DatasetException($"{path} does not exist. Check the path.");
        }

        string[] files = [.. Match(path).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new DatasetException($"No file matches {path}. Check the path and its pattern.");
    }

    private static IEnumerable<string> Match(string path)
    {
        IEnumerable<string> found = ["/"];
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names.SkipLast(1))
        {
            found = name.AsSpan().ContainsAny('*', '?')
                ? found.SelectMany(folder => Directory.EnumerateDirectories(folder, name, Matching))
                : found.Select(folder => Path.Join(folder, name)).Where(Directory.Exists);
        }

        return found.SelectMany(folder => Directory.EnumerateFiles(folder, names[^1], Matching));
    }
}
