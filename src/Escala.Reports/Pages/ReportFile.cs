namespace Escala.Reports.Pages;

/// <summary>Files of a report: each appears when it is complete, or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Writes a file beside its place and moves it there.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="contents">Its contents.</param>
    /// <exception cref="EscalaException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            try
            {
                File.WriteAllBytes(partial, contents);
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
}
