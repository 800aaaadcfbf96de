namespace Escala.Data;

/// <summary>Opens data files.</summary>
internal static class DataFileStream
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="DatasetException">It is not there, is empty, or may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            if (stream.Length > 0)
            {
                return stream;
            }

            stream.Dispose();
            throw new DatasetException($"{path} is empty. Copy or write it again.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {fault.Message}", fault);
        }
    }
}
