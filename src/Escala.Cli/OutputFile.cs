namespace Escala.Cli;

/// <summary>Files that a command writes: they appear when they are complete, or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Fails before any work is done if the file could not be written after it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EscalaException">It cannot be written.</exception>
    public static void RequireWritable(string path)
    {
        if (Directory.Exists(path))
        {
            throw new EscalaException($"{path} cannot be written: it is a folder. Name a file.");
        }

        string probe = Beside(path);
        try
        {
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException(
                $"{path} cannot be written: {Reason(cause, path)} Name a file in a folder that you may write to.", cause);
        }
    }

    /// <summary>Writes a file beside its place and moves it there.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="EscalaException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string partial = Beside(path);
        try
        {
            using FileStream stream = File.Create(partial);
            try
            {
                write(stream);
                stream.Dispose();
                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException($"{path} cannot be written: {cause.Message}", cause);
        }
    }

    private static string Beside(string path) => $"{path}.{Guid.NewGuid():N}.partial";

    private static string Reason(Exception cause, string path) => cause is DirectoryNotFoundException
        ? $"there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}."
        : "this user may not write there.";
}
